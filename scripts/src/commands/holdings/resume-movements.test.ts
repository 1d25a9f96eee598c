import { IdentityError, MemoryDocumentStore } from '@jangbu/client';
import type { ResumeOptions } from '@jangbu/client/interfirm';
import { canonicalJson, type ClientRole, type Movement } from '@jangbu/model';
import type { LedgerContext } from '../../consortium/ledger-context';
import { UsageError } from '../../input/usage-error';
import { resumeMovements } from './resume-movements';

const common = {
  type: 'movement',
  version: 1,
  by: 'kofia',
  businessDay: '2026-03-11',
  salt: 'ab'.repeat(16),
};

function movement(kind: 'DEPOSIT' | 'TRANSFER', movementId: string): Movement {
  const lot = {
    type: 'lot',
    version: 1,
    creator: 'kofia',
    lotId: 'lot-00001',
    owner: 'nh',
    instrument: 'KRW',
    accountKind: 'HOUSE',
    amount: '5',
    origin: { kind, by: 'kofia', id: movementId },
    status: 'FREE',
    salt: 'ab'.repeat(16),
  };
  const who =
    kind === 'DEPOSIT' ? { owner: 'nh' } : { receiver: 'nh', consumed: [{ ...lot, owner: 'kofia' }] };
  return { ...common, kind, movementId, ...who, produced: [lot] } as unknown as Movement;
}

/** A member with pending movements. @param refuse what connecting under a role throws */
async function member(movements: readonly Movement[], refuse: Partial<Record<ClientRole, Error>> = {}) {
  const store = new MemoryDocumentStore();
  for (const each of movements)
    await store.put({
      key: `movement/kofia/${each.movementId}`,
      kind: 'movement',
      texts: { movement: canonicalJson(each) },
      terms: [],
      notes: {},
    });
  const connected: ClientRole[] = [];
  const own = {
    withDocuments: (work: (documents: MemoryDocumentStore) => unknown) => work(store),
    withLedger: (role: ClientRole, work: (ledger: unknown) => unknown) => {
      connected.push(role);
      if (refuse[role]) throw refuse[role];
      const resume = ({ only = () => true }: ResumeOptions): unknown =>
        movements.filter(only).map(({ kind, movementId }) => ({ kind, movementId, status: 'RECORDED' }));
      return Promise.resolve(work({ holdings: { resume } }));
    },
  } as unknown as LedgerContext;
  return { own, connected };
}

test('what is in doubt is sent under the identity that may send it, and under no other', async () => {
  const none = await member([]);
  await expect(resumeMovements(none.own)).resolves.toEqual([]);
  expect(none.connected).toEqual([]);
  const deposits = await member([movement('DEPOSIT', 'deposit-1')]);
  await expect(resumeMovements(deposits.own)).resolves.toMatchObject([
    { movementId: 'deposit-1', status: 'RECORDED' },
  ]);
  expect(deposits.connected).toEqual(['operator']);
});

test('what one identity cannot send is told movement by movement, and the others are sent', async () => {
  const all = [
    movement('TRANSFER', 'transfer-1'),
    movement('DEPOSIT', 'deposit-1'),
    movement('TRANSFER', 'transfer-2'),
  ];
  const noTrader = await member(all, { trader: new UsageError('no identity for the role trader') });
  const results = await resumeMovements(noTrader.own);
  expect(results.map(({ movementId, status }) => [movementId, status])).toEqual([
    ['transfer-1', 'FAILED'],
    ['transfer-2', 'FAILED'],
    ['deposit-1', 'RECORDED'],
  ]);
  const noPeer = await member(all, { operator: new IdentityError('the key is damaged') });
  expect((await resumeMovements(noPeer.own)).map(({ status }) => status)).toEqual([
    'RECORDED',
    'RECORDED',
    'FAILED',
  ]);
});
