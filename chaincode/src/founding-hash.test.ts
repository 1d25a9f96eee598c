import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOf } from '@jangbu/model';
import { foundingListOf } from '../testing/consortium';
import { foundingHashFor } from './founding-hash';

const LIST = foundingListOf(3);
const HASH = hashOf(LIST);
const OTHER = foundingListOf(2);

describe('the founding hash of a chaincode process', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-founding-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function file(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  function found(environment: Readonly<Record<string, string>> = {}, at = folder): string | undefined {
    return foundingHashFor(at, (name) => environment[name]);
  }

  it('is none where nothing names a list', () => {
    expect(found()).toBeUndefined();
  });

  it('is the one in the package', () => {
    file('founding.sha256', `${HASH}\n`);
    expect(found()).toBe(HASH);
  });

  it("is that of a list beside the bundle, or at the top of the bundle's own folder", () => {
    file('founding.json', JSON.stringify(LIST, null, 2));
    expect(found()).toBe(HASH);
    const built = join(folder, 'dist', 'bundle');
    mkdirSync(built, { recursive: true });
    expect(found({}, built)).toBe(HASH);
    const elsewhere = join(folder, 'src', 'bundle');
    mkdirSync(elsewhere, { recursive: true });
    expect(found({}, elsewhere)).toBeUndefined();
  });

  it('is that of a list which a variable names, or the hash in another', () => {
    expect(found({ JANGBU_FOUNDING: file('agreed.json', JSON.stringify(LIST)) })).toBe(HASH);
    expect(found({ JANGBU_FOUNDING_SHA256: HASH })).toBe(HASH);
  });

  it('may be told twice, and has to be the same', () => {
    const packaged = file('founding.sha256', HASH);
    const agreed = file('agreed.json', JSON.stringify(LIST));
    expect(found({ JANGBU_FOUNDING: agreed, JANGBU_FOUNDING_SHA256: HASH })).toBe(HASH);
    const other = file('other.json', JSON.stringify(OTHER));
    expect(() => found({ JANGBU_FOUNDING: other })).toThrow(
      `two founding lists: ${packaged} has the hash ${HASH}, JANGBU_FOUNDING (${other}) ${hashOf(OTHER)}`,
    );
  });

  it.each([
    ['no hash', { JANGBU_FOUNDING_SHA256: 'abc' }, 'JANGBU_FOUNDING_SHA256 is no founding hash'],
    ['no file', { JANGBU_FOUNDING: '/nowhere/f.json' }, 'JANGBU_FOUNDING (/nowhere/f.json) cannot be read'],
  ])('is refused where it is %s, and the variable is named', (_, environment, message) => {
    expect(() => found(environment)).toThrow(message);
  });

  it('is refused where the list is none, and the file and field are named', () => {
    const path = file('founding.json', '{"type":"founding-list"}');
    expect(() => found()).toThrow(`${path} is no founding list: /version`);
    file('founding.json', JSON.stringify({ ...LIST, members: [LIST.members[0], LIST.members[0]] }));
    expect(() => found()).toThrow('/members/1/id named twice');
    file('founding.json', 'nonsense');
    expect(() => found()).toThrow(`${path} is no JSON`);
  });
});
