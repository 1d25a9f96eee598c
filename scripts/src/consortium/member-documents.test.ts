import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileDocumentStore, type NewDocument } from '@jangbu/client';
import { MemberDocuments } from './member-documents';

const DOCUMENT: NewDocument = {
  key: 'movement/nh/1',
  kind: 'movement',
  texts: { a: 'b' },
  terms: [],
  notes: {},
};

describe("a member's documents", () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'jangbu-documents-')), 'documents');
  });
  afterEach(() => {
    rmSync(join(folder, '..'), { recursive: true });
  });

  it('are opened by whoever needs them, and not before', async () => {
    await using idle = new MemberDocuments(folder, () => undefined);
    await idle.close();
    expect(existsSync(folder)).toBe(false);
    await using documents = new MemberDocuments(folder, () => undefined);
    await documents.put(DOCUMENT);
    await documents.close();
    await using again = new MemberDocuments(folder, () => undefined);
    expect(await again.pending()).toEqual([DOCUMENT.key]);
  });

  it('wait for another process that has them, and say so', async () => {
    const other = await FileDocumentStore.open(folder);
    const told: string[] = [];
    await using documents = new MemberDocuments(folder, (line) => {
      told.push(line);
      void other.close();
    });
    await documents.put(DOCUMENT);
    expect(told).toEqual([expect.stringMatching(/is in use by process \d+ .*waiting for it to end/)]);
  });
});
