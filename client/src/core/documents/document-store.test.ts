import { join } from 'node:path';
import { temporaryFolder } from '../../../testing/temporary-folder';
import type { DocumentStore, NewDocument } from './document-store';
import { FileDocumentStore } from './file-store';
import { MemoryDocumentStore } from './memory-store';

const folder = temporaryFolder();

function page(id: string, ...utis: readonly string[]): NewDocument {
  return {
    key: `trade-page/nh/${id}`,
    kind: 'trade-page',
    texts: { header: `h-${id}`, body: '{}' },
    terms: utis,
    notes: { intent: 'test' },
  };
}

const refusal = { code: 'DAY_NOT_OPENED', facts: {} } as const;

/** What every document store has to do; a store in SQL is held to the same. */
describe.each<[string, () => Promise<DocumentStore>]>([
  ['MemoryDocumentStore', () => Promise.resolve(new MemoryDocumentStore())],
  ['FileDocumentStore', () => FileDocumentStore.open(join(folder(), 'store'))],
])('%s', (_, open) => {
  let store: DocumentStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  test('a document that was put is pending, and found by its key and its terms', async () => {
    await store.put(page('p1', 'UTI1', 'UTI2'));
    await expect(store.get('trade-page/nh/p1')).resolves.toEqual({
      ...page('p1', 'UTI1', 'UTI2'),
      state: { status: 'PENDING' },
    });
    await expect(store.pending()).resolves.toEqual(['trade-page/nh/p1']);
    await expect(store.find('trade-page', ['UTI2', 'UTI3'])).resolves.toEqual([
      { term: 'UTI2', key: 'trade-page/nh/p1', position: 1, state: { status: 'PENDING' } },
    ]);
    await expect(store.find('other-kind', ['UTI2'])).resolves.toEqual([]);
  });

  test('putting the same again changes nothing; other content under its key is refused', async () => {
    await store.put(page('p1', 'UTI1'));
    await store.put(page('p1', 'UTI1'));
    const other = { ...page('p1', 'UTI1'), texts: { header: 'other', body: '{}' } };
    await expect(store.put(other)).rejects.toMatchObject({ reason: 'KEY_TAKEN' });
    await expect(store.find('trade-page', ['UTI1'])).resolves.toHaveLength(1);
    await expect(store.get('trade-page/nh/p1')).resolves.toMatchObject({ texts: { header: 'h-p1' } });
  });

  test('two at once under one key: one stands, the other is told', async () => {
    const other = { ...page('p1', 'UTI1'), texts: { header: 'other', body: '{}' } };
    const outcomes = await Promise.allSettled([store.put(page('p1', 'UTI1')), store.put(other)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  test('what is committed is pending no more, and stays committed', async () => {
    await store.put(page('p1', 'UTI1'));
    await store.settle('trade-page/nh/p1', { status: 'COMMITTED', transactionId: 'tx' });
    await store.settle('trade-page/nh/p1', { status: 'REFUSED', refusal });
    await expect(store.pending()).resolves.toEqual([]);
    await expect(store.get('trade-page/nh/p1')).resolves.toMatchObject({
      state: { status: 'COMMITTED', transactionId: 'tx' },
    });
  });

  test('a refused document is replaced in one step, once', async () => {
    await store.put(page('p1', 'UTI1', 'UTI2'));
    await store.settle('trade-page/nh/p1', { status: 'REFUSED', refusal }, page('p2', 'UTI2'));
    await store.settle('trade-page/nh/p1', { status: 'REFUSED', refusal }, page('p3', 'UTI2'));
    await expect(store.pending()).resolves.toEqual(['trade-page/nh/p2']);
    const found = await store.find('trade-page', ['UTI2']);
    expect(found.map(({ key, state }) => [key, state.status])).toEqual([
      ['trade-page/nh/p1', 'REFUSED'],
      ['trade-page/nh/p2', 'PENDING'],
    ]);
  });

  test('documents from the ledger are kept as committed; what is there stays as it is', async () => {
    await store.put(page('p1', 'UTI1'));
    await store.keep([page('p1', 'UTI1'), page('p2', 'UTI2')]);
    await expect(store.pending()).resolves.toEqual(['trade-page/nh/p1']);
    await expect(store.get('trade-page/nh/p2')).resolves.toMatchObject({
      state: { status: 'COMMITTED', transactionId: null },
    });
  });

  test('the same documents kept twice at a time stand once', async () => {
    await Promise.all([store.keep([page('p1', 'UTI1')]), store.keep([page('p1', 'UTI1')])]);
    await expect(store.find('trade-page', ['UTI1'])).resolves.toHaveLength(1);
  });

  test('nothing is known of a key that was never put', async () => {
    await expect(store.get('trade-page/nh/none')).resolves.toBeUndefined();
    await expect(store.settle('none', { status: 'COMMITTED', transactionId: null })).rejects.toMatchObject({
      reason: 'KEY_UNKNOWN',
    });
  });

  test('takes nothing after it was closed', async () => {
    await store.close();
    await expect(store.put(page('p1'))).rejects.toMatchObject({ reason: 'CLOSED' });
    await expect(store.get('trade-page/nh/p1')).rejects.toMatchObject({ reason: 'CLOSED' });
  });
});

describe('FileDocumentStore', () => {
  test('knows after reopening all that it knew before', async () => {
    const before = await FileDocumentStore.open(folder());
    await before.put(page('p1', 'UTI1', 'UTI2'));
    await before.put(page('p2', 'UTI3'));
    await before.settle('trade-page/nh/p1', { status: 'REFUSED', refusal }, page('p3', 'UTI2'));
    await before.settle('trade-page/nh/p2', { status: 'COMMITTED', transactionId: 'tx' });
    await before.keep([page('p4', 'UTI4')]);
    await before.close();
    const after = await FileDocumentStore.open(folder());
    await expect(after.pending()).resolves.toEqual(['trade-page/nh/p3']);
    await expect(after.get('trade-page/nh/p1')).resolves.toMatchObject({ state: { refusal } });
    await expect(after.get('trade-page/nh/p2')).resolves.toMatchObject({ state: { transactionId: 'tx' } });
    await expect(after.get('trade-page/nh/p3')).resolves.toMatchObject({ texts: { header: 'h-p3' } });
    await expect(after.find('trade-page', ['UTI4'])).resolves.toHaveLength(1);
    await after.close();
  });
});
