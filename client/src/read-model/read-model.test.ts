import {
  compositeKey,
  deliveredLot,
  implicitCollection,
  issuerKeyStatusChecker,
  keys,
  killKeyOf,
  killTagOf,
  settlementOf,
  type Instruction,
} from '@jangbu/model';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuiltTransaction } from '../../testing/blocks';
import { findPostgres, PostgresServer } from '../../testing/postgres-server';
import {
  dayWrite,
  documentChange,
  lotChange,
  MadeLedger,
  membersWrite,
  builtPrivateTransaction,
  supervisedBy,
} from '../../testing/read-model';
import { migrate, MIGRATIONS } from './migrate';
import { PostgresDatabase } from './postgres-database';
import { PgliteDatabase } from './pglite-database';
import { ROWS_PER_READ } from './select';
import { openReadModel, type ReadModel, type ReadModelPlace } from './read-model';

const SALT = 'cd'.repeat(16);
const founding = [{ transactionId: 'founding', writes: [membersWrite, dayWrite(1)] }];

function instruction(instructionId: string): object {
  return {
    ...{ type: 'instruction', version: 1, creator: 'nh', instructionId, pair: ['nh', 'sk'] },
    ...{ tradeDate: '2026-03-02', settlementDate: '2026-03-04', isin: 'KR7005930003', currency: 'KRW' },
    ...{ accountKinds: ['HOUSE', 'CLIENT'], origin: { kind: 'NET', sequence: 1 }, salt: SALT },
    legs: [{ from: 'nh', to: 'sk', instrument: 'KR7005930003', amount: '10' }],
  };
}

const name = { creator: 'nh', instructionId: 'instruction-1' };
const settlement = {
  type: 'settlement',
  version: 1,
  instruction: name,
  businessDay: '2026-03-04',
  salt: SALT,
};

/** Blocks of all sorts: founding, lots, an instruction and its settlement, a day that closes. */
function ledger(): MadeLedger {
  return new MadeLedger(
    founding,
    [
      builtPrivateTransaction(
        'deposit',
        ['kofia', 'nh'],
        lotChange('lot-0001', 'FREE'),
        lotChange('lot-0002', 'FREE'),
      ),
      { transactionId: 'late', writes: [dayWrite(9)], code: 11 },
    ],
    [
      builtPrivateTransaction(
        'instruct',
        ['kofia', 'nh', 'sk'],
        documentChange(keys.instruction(name), instruction('instruction-1')),
      ),
    ],
    [
      builtPrivateTransaction(
        'settle',
        ['kofia', 'nh', 'sk'],
        documentChange(keys.settlement(name), settlement),
      ),
      builtPrivateTransaction('spend', ['kofia', 'nh'], lotChange('lot-0001', 'SPENT')),
    ],
    [{ transactionId: 'close', writes: [dayWrite(2, 'CLOSED')] }],
  );
}

const postgres = findPostgres();
const kinds = ['PGlite', ...('skipped' in postgres ? [] : ['PostgreSQL'])];
if ('skipped' in postgres) console.warn(`read model on PostgreSQL is not tested: ${postgres.skipped}`);

describe.each(kinds)('the read model on %s', (kind) => {
  let server: PostgresServer | undefined;
  let folder = '';
  let store: ReadModel;

  beforeAll(async () => {
    if (kind === 'PostgreSQL') server = await PostgresServer.start(postgres);
    folder = mkdtempSync(join(tmpdir(), 'jangbu-store-'));
    // An empty database takes PGlite seconds to make; each test gets a copy of one.
    if (!server) await (await PgliteDatabase.open(join(folder, 'empty'))).close();
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A place where no other test has been. */
  async function newPlace(): Promise<ReadModelPlace> {
    const id = `t${randomUUID().replaceAll('-', '')}`;
    if (!server) {
      cpSync(join(folder, 'empty'), join(folder, id), { recursive: true });
      return { folder: join(folder, id) };
    }
    const admin = new PostgresDatabase(server.url);
    await admin.run(`CREATE DATABASE ${id}`);
    await admin.close();
    const url = new URL(server.url);
    url.pathname = `/${id}`;
    return { url: url.href };
  }

  function databaseAt(place: ReadModelPlace): Promise<PgliteDatabase | PostgresDatabase> {
    return 'folder' in place
      ? PgliteDatabase.open(place.folder)
      : Promise.resolve(new PostgresDatabase(place.url));
  }

  let place: ReadModelPlace;
  beforeEach(async () => {
    place = await newPlace();
    store = await openReadModel(place);
  });
  afterEach(async () => {
    await store.close();
  });

  function followAll(made: MadeLedger): Promise<unknown> {
    return store.follow(made, { until: made.last });
  }

  test('tells what stands: days, holdings, instructions', async () => {
    const made = ledger();
    await followAll(made);
    expect((await store.checkpoint()).next).toBe(5n);
    expect((await store.days()).map(({ sequence, phase }) => [sequence, phase])).toEqual([
      [1, 'OPEN'],
      [2, 'CLOSED'],
    ]);
    expect(await store.holdings()).toEqual([
      { owner: 'nh', instrument: 'KRW', accountKind: 'HOUSE', free: 90_071_992_547_409_931n, reserved: 0n },
    ]);
    expect(await store.instructions({ status: 'SETTLED' })).toMatchObject([
      { instructionId: 'instruction-1', settledOn: '2026-03-04', settlementDate: '2026-03-04' },
    ]);
    expect(await store.missing()).toBe(0);
  });

  test('a list longer than one read comes whole, in its order, awaited or one by one', async () => {
    const count = 2 * ROWS_PER_READ + 5;
    const moves = Array.from({ length: count - 1 }, (_, i) => ({
      transactionId: `move-${i}`,
      writes: [dayWrite(count - i)],
    }));
    await followAll(new MadeLedger(founding, moves));
    const awaited = await store.days();
    expect(awaited.map(({ sequence }) => sequence)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    const seen: number[] = [];
    for await (const { sequence } of store.days({ phase: 'OPEN' })) {
      seen.push(sequence);
      if (seen.length === ROWS_PER_READ + 1) break;
    }
    expect(seen).toEqual(awaited.slice(0, ROWS_PER_READ + 1).map(({ sequence }) => sequence));
  });

  test('tells by a type of its own that the database fails', async () => {
    await store.close();
    await expect(store.days()).rejects.toMatchObject({ name: 'ReadModelError', reason: 'CLOSED' });
    if (!server) return;
    const nobody = new URL(server.url);
    nobody.pathname = '/none';
    await expect(openReadModel({ url: nobody.href })).rejects.toMatchObject({ reason: 'DATABASE_REFUSED' });
    nobody.port = '1';
    await expect(openReadModel({ url: nobody.href })).rejects.toMatchObject({
      ...{ reason: 'DATABASE_AWAY', retryable: true },
    });
  });

  test('follows on when the server has thrown all its connections out', async () => {
    if (!server || !('url' in place)) return;
    const made = ledger();
    const admin = new PostgresDatabase(server.url);
    const database = new URL(place.url).pathname.slice(1);
    const thrown: number[] = [];
    made.before = (number) => {
      if (thrown.includes(number)) return;
      thrown.push(number);
      // Not waited for, so that it meets the block at any point of its transaction.
      void admin.run('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database]);
    };
    await followAll(made);
    await admin.close();
    expect(thrown.length).toBe(Number(made.last) + 1);
    const followed = await store.digests();
    await store.rebuild(made);
    expect(await store.digests()).toEqual(followed);
    expect(await store.instructions({ status: 'SETTLED' })).toHaveLength(1);
  });

  test('a block again changes nothing, and what was rebuilt equals what was followed', async () => {
    const made = ledger();
    await followAll(made);
    const followed = await store.digests();
    await store.rebuild(made);
    expect(await store.digests()).toEqual(followed);
    expect(followed.find(({ table }) => table === 'lots')?.rows).toBe(2);
  });

  test('goes on after it was stopped in the middle, and the end is the same', async () => {
    const made = ledger();
    await followAll(made);
    const whole = await store.digests();
    await store.close();
    store = await openReadModel(await newPlace());
    const broken = ledger();
    broken.before = (number) => {
      if (number === 3) throw new Error('the process dies');
    };
    await expect(followAll(broken)).rejects.toThrow('the process dies');
    expect((await store.checkpoint()).next).toBe(3n);
    await followAll(made);
    expect(await store.digests()).toEqual(whole);
  });

  test('a block that cannot be applied whole leaves nothing of itself', async () => {
    // The same move of the day under two keys, which no contract writes.
    const bad = ['elsewhere', dayWrite(1)[1]] as const;
    const made = new MadeLedger(founding, [
      { transactionId: 'good', writes: [dayWrite(2)] },
      { transactionId: 'bad', writes: [[compositeKey(['business-day', bad[0]]), bad[1]]] },
    ]);
    await expect(followAll(made)).rejects.toMatchObject({ name: 'ReadModelError' });
    expect((await store.checkpoint()).next).toBe(1n);
    expect(await store.days()).toHaveLength(1);
  });

  test('what it cannot read stops nobody: it is kept and told, and what it can read goes on', async () => {
    const later = { type: 'lot', version: 2, creator: 'kofia', lotId: 'lot-0001' };
    const spent = documentChange(keys.lot({ creator: 'kofia', lotId: 'lot-0001' }), later);
    const unread = [membersWrite[0], '{"type":"members","version":2}'] as const;
    const made = new MadeLedger(
      founding,
      [
        builtPrivateTransaction(
          'deposit',
          ['kofia', 'nh'],
          lotChange('lot-0001', 'FREE'),
          lotChange('lot-0002', 'FREE'),
        ),
      ],
      [
        {
          transactionId: 'newer',
          writes: [unread, documentChange(['credit-rating', 'nh'], { type: 'credit-rating' })],
        },
        { transactionId: 'broken', writes: [[compositeKey(keys.credentialStatus('nh', 'r')), '{']] },
        builtPrivateTransaction('spend', ['kofia', 'nh'], spent),
        builtPrivateTransaction(
          'rate',
          ['kofia', 'nh'],
          documentChange(['margin-call', 'nh'], { type: 'margin-call' }),
        ),
      ],
      [builtPrivateTransaction('more', ['kofia', 'nh'], lotChange('lot-0003', 'FREE'))],
    );
    await followAll(made);
    expect((await store.checkpoint()).next).toBe(4n);
    const told = await store.unread();
    expect(told.map(({ kind, visibility }) => `${kind} ${visibility}`).sort()).toEqual([
      'credential-status PUBLIC',
      'credit-rating PUBLIC',
      'lot PRIVATE',
      'margin-call PRIVATE',
      'members PUBLIC',
    ]);
    expect(told).toContainEqual({
      kind: 'lot',
      name: 'kofia/lot-0001',
      visibility: 'PRIVATE',
      blockNumber: 2n,
      position: 2,
    });
    // The lot stands no more as it was shown; what came later was judged by the members that were read.
    expect(await store.holdings()).toMatchObject([{ free: 2n * 90_071_992_547_409_931n }]);
    const followed = await store.digests();
    await store.rebuild(made);
    expect(await store.digests()).toEqual(followed);
  });

  test('a document that it can read takes the place of one that it could not', async () => {
    const unread = [membersWrite[0], '{"type":"members","version":2}'] as const;
    await followAll(
      new MadeLedger(
        founding,
        [{ transactionId: 'newer', writes: [unread] }],
        [{ transactionId: 'again', writes: [membersWrite] }],
      ),
    );
    expect(await store.unread()).toEqual([]);
  });

  test('a copy whose status it cannot read is not told as active', async () => {
    const recordId = '1'.repeat(64);
    const batch = {
      ...{ type: 'credential-batch', version: 1, issuer: 'nh', batchId: 'batch-0001', kid: 'k'.repeat(43) },
      ...{ validFrom: 10, validUntil: 20, copies: [{ recordId, killTag: recordId }] },
    };
    const status = { type: 'credential-status', version: 1, issuer: 'nh', batchId: 'batch-0001', recordId };
    const writes = [
      documentChange(keys.credentialBatch('nh', 'batch-0001'), batch),
      documentChange(keys.credentialStatus('nh', recordId), {
        ...status,
        status: 'REVOKED',
        reason: 'ORACLE',
      }),
    ];
    await followAll(new MadeLedger(founding, [{ transactionId: 'c', writes }]));
    expect(await store.credentials()).toMatchObject([{ recordId, status: 'UNREAD' }]);
  });

  test('another history stops it', async () => {
    await followAll(ledger());
    const other = new MadeLedger(
      [{ transactionId: 'other', writes: [membersWrite] }],
      ...Array.from({ length: 5 }, (_, i) => [{ transactionId: `o${i}`, writes: [dayWrite(i + 1)] }]),
    );
    const before = await store.digests();
    await expect(followAll(other)).rejects.toMatchObject({ name: 'FollowError', reason: 'FORK' });
    expect(await store.digests()).toEqual(before);
  });

  test('private content that has not come is told as missing, and taken in when it comes', async () => {
    const made = ledger();
    await followAll(made);
    const whole = await store.digests();
    await store.close();
    store = await openReadModel(await newPlace());
    for (const number of [1, 2]) made.lacking.add(number);
    await followAll(made);
    // The spent lot came later and takes the place of the free one; the settlement waits for its instruction.
    expect(await store.missing()).toBe(3);
    expect(await store.fetchMissing(made)).toBe(0);
    made.lacking.clear();
    expect(await store.fetchMissing(made)).toBe(3);
    expect(await store.digests()).toEqual(whole);
  });

  test('what only the own organisation, or the other, holds does not count', async () => {
    const made = new MadeLedger(founding, [
      builtPrivateTransaction('forged', ['nh'], lotChange('lot-0003', 'FREE')),
      builtPrivateTransaction(
        'half',
        ['kofia', 'nh'],
        documentChange(keys.instruction(name), instruction('instruction-1')),
      ),
    ]);
    await followAll(made);
    expect(await store.holdings()).toEqual([]);
    expect(await store.instructions()).toEqual([]);
    expect((await store.digests()).find(({ table }) => table === 'doubtful_documents')?.rows).toBe(2);
  });

  test('what changed with the supervisor and was not shown here does not stand here any more', async () => {
    const reservation = (lotId: string) =>
      documentChange(keys.reservation(name, 1), {
        ...{ type: 'reservation', version: 1, instruction: name, leg: 1, salt: SALT },
        lot: {
          ...{ type: 'lot', version: 1, creator: 'kofia', lotId, owner: 'sk', instrument: 'KRW' },
          ...{ accountKind: 'HOUSE', amount: '10', status: 'FREE', salt: SALT },
          origin: { kind: 'DEPOSIT', by: 'kofia', id: 'deposit-07' },
        },
      });
    const held = ['kofia', 'nh', 'sk'];
    const made = new MadeLedger(
      founding,
      [
        builtPrivateTransaction(
          'instruct',
          held,
          documentChange(keys.instruction(name), instruction('instruction-1')),
        ),
        builtPrivateTransaction('reserve', held, reservation('lot-0007')),
      ],
      [builtPrivateTransaction('release', ['kofia', 'sk'], [reservation('lot-0007')[0], null])],
      [builtPrivateTransaction('again', held, reservation('lot-0008'))],
    );
    const lots = async () => {
      const database = await databaseAt(place);
      const rows = await database.run('SELECT lot_id FROM jangbu.reservations');
      await database.close();
      return rows.map(({ lot_id }) => lot_id);
    };
    const standing: unknown[] = [];
    for (const until of [1n, 2n, 3n]) {
      await store.follow(made, { until });
      await store.close();
      standing.push(await lots());
      store = await openReadModel(place);
    }
    expect(standing).toEqual([['lot-0007'], [], ['lot-0008']]);
    const followed = await store.digests();
    // Also when the first reservation comes only after it stands no more.
    await store.rebuild(made);
    expect(await store.digests()).toEqual(followed);
    await store.close();
    place = await newPlace();
    store = await openReadModel(place);
    made.lacking.add(1);
    await store.follow(made, { until: 2n });
    // Of the two that did not come the reservation is awaited no more.
    expect(await store.missing()).toBe(1);
    made.lacking.clear();
    await store.fetchMissing(made);
    await store.close();
    expect(await lots()).toEqual([]);
    store = await openReadModel(place);
  });

  describe('what settles without the member', () => {
    const leg = { from: 'sk', to: 'nh', instrument: 'KR7005930003', amount: '10' };
    const ordered = { ...instruction('instruction-1'), legs: [leg] } as Instruction;
    const received = deliveredLot(ordered, leg, 0);
    const record = documentChange(keys.settlement(name), settlementOf(ordered, '2026-03-11'));
    const lot = documentChange(keys.lot(received), received);
    const claim = builtPrivateTransaction('claim', ['nh'], record, lot);
    const instructed = builtPrivateTransaction(
      'instruct',
      ['kofia', 'nh', 'sk'],
      documentChange(keys.instruction(name), ordered),
    );
    const settled: BuiltTransaction = {
      transactionId: 'settle',
      privateWrites: {
        [implicitCollection('kofiaMSP')]: [record, lot],
        [implicitCollection('skMSP')]: [record],
      },
    };

    const countsAsClaimed = async (made: MadeLedger): Promise<void> => {
      expect(await store.instructions()).toMatchObject([{ status: 'SETTLED', settledOn: '2026-03-11' }]);
      expect(await store.holdings()).toMatchObject([{ owner: 'nh', instrument: received.instrument }]);
      const followed = await store.digests();
      await store.rebuild(made);
      expect(await store.digests()).toEqual(followed);
    };

    test('counts once it has claimed it, and what it writes by itself never', async () => {
      await followAll(new MadeLedger(founding, [instructed], [claim]));
      expect(await store.instructions()).toMatchObject([{ status: 'PENDING' }]);
      expect(await store.holdings()).toEqual([]);
      await store.close();
      place = await newPlace();
      store = await openReadModel(place);
      const made = new MadeLedger(founding, [instructed], [settled], [claim]);
      await followAll(made);
      await countsAsClaimed(made);
    });

    test.each([
      ['before it is claimed', 3n, [1]],
      ['after it was claimed', 4n, [1]],
      ['with the claim', 4n, [1, 3]],
    ])('counts where the instruction comes late, %s', async (_, until, lacking) => {
      const made = new MadeLedger(founding, [instructed], [settled], [claim]);
      for (const number of lacking) made.lacking.add(number);
      await store.follow(made, { until: until - 1n });
      made.lacking.clear();
      await store.fetchMissing(made);
      expect(await store.missing()).toBe(0);
      await followAll(made);
      await countsAsClaimed(made);
    });

    test('counts where supervision changes before the instruction comes', async () => {
      const vote = { transactionId: 'vote', writes: [supervisedBy('sk', 'kofia')] };
      const made = new MadeLedger(founding, [instructed], [settled], [claim], [vote]);
      made.lacking.add(1);
      await followAll(made);
      made.lacking.clear();
      await store.fetchMissing(made);
      await countsAsClaimed(made);
    });

    test('does not count where the instruction comes late and nothing settled', async () => {
      const made = new MadeLedger(founding, [instructed], [claim]);
      made.lacking.add(1);
      await followAll(made);
      made.lacking.clear();
      await store.fetchMissing(made);
      expect(await store.instructions()).toMatchObject([{ status: 'PENDING' }]);
      expect(await store.holdings()).toEqual([]);
      const followed = await store.digests();
      await store.rebuild(made);
      expect(await store.digests()).toEqual(followed);
    });
  });

  test("of a firm's words on how it settles with another one, the last stands", async () => {
    const says = (round: number, gross: boolean) =>
      documentChange(keys.settlementTerms(['nh', 'sk'], 'sk'), {
        ...{ type: 'settlement-terms', version: 1, pair: ['nh', 'sk'], member: 'sk' },
        ...{ round, gross, salt: '0'.repeat(32) },
      });
    const held = ['kofia', 'nh', 'sk'];
    await followAll(
      new MadeLedger(
        founding,
        [builtPrivateTransaction('allowed', held, says(1, true))],
        [builtPrivateTransaction('withdrawn', held, says(2, false))],
      ),
    );
    await store.close();
    const database = await databaseAt(place);
    const rows = await database.run(
      'SELECT first_member, second_member, member, round, gross FROM jangbu.settlement_terms',
    );
    await database.close();
    store = await openReadModel(place);
    expect(rows).toEqual([{ first_member: 'nh', second_member: 'sk', member: 'sk', round: 2, gross: false }]);
  });

  describe('once another member supervises', () => {
    const rows = async (table: string) => (await store.digests()).find((each) => each.table === table)?.rows;

    test('what it takes over as it stands here stands, and what it writes otherwise does not', async () => {
      const made = new MadeLedger(
        founding,
        [builtPrivateTransaction('deposit', ['kofia', 'nh'], lotChange('lot-0001', 'FREE'))],
        [{ transactionId: 'vote', writes: [supervisedBy('sk', 'kofia')] }],
        [builtPrivateTransaction('taken', ['sk'], lotChange('lot-0001', 'FREE'))],
        [builtPrivateTransaction('forged', ['sk'], lotChange('lot-0001', 'SPENT'))],
      );
      await store.follow(made, { until: 3n });
      expect(await rows('lots')).toBe(1);
      await store.follow(made, { until: 4n });
      expect(await rows('lots')).toBe(0);
    });

    test("what it has taken over itself counts in its own read model, and before that nothing of others'", async () => {
      const taking = builtPrivateTransaction('taken', ['nh'], lotChange('lot-0001', 'FREE', 'sk'));
      const made = new MadeLedger(
        founding,
        [builtPrivateTransaction('deposit', ['kofia', 'sk'], lotChange('lot-0001', 'FREE', 'sk')), taking],
        [{ transactionId: 'vote', writes: [supervisedBy('nh', 'kofia')] }],
        [taking],
      );
      await store.follow(made, { until: 2n });
      expect([await rows('lots'), await rows('doubtful_documents')]).toEqual([0, 1]);
      await store.follow(made, { until: 3n });
      expect([await rows('lots'), await rows('doubtful_documents')]).toEqual([1, 0]);
    });
  });

  describe('versions of one document, of which the first comes late', () => {
    const version = (holders: readonly string[], status: 'FREE' | 'SPENT') =>
      [
        builtPrivateTransaction(`${holders.join()} ${status}`, holders, lotChange('lot-0009', status)),
      ] as const;
    const [shown, own, elsewhere] = [['kofia', 'nh'], ['nh'], ['kofia']];

    test.each([
      [
        'changed twice elsewhere',
        [version(shown, 'FREE'), version(elsewhere, 'SPENT'), version(elsewhere, 'FREE')],
      ],
      ['doubtful, then changed elsewhere', [version(own, 'FREE'), version(elsewhere, 'SPENT')]],
      ['counting, then doubtful', [version(shown, 'FREE'), version(own, 'SPENT')]],
      ['doubtful, then counting', [version(own, 'FREE'), version(shown, 'SPENT')]],
      ['doubtful twice', [version(own, 'FREE'), version(own, 'SPENT')]],
      [
        'changed elsewhere, then shown',
        [version(shown, 'FREE'), version(elsewhere, 'SPENT'), version(shown, 'FREE')],
      ],
    ])('%s: the end is as it was never late', async (_, versions) => {
      const made = new MadeLedger(founding, ...versions);
      made.lacking.add(1);
      await followAll(made);
      made.lacking.clear();
      await store.fetchMissing(made);
      expect(await store.missing()).toBe(0);
      const late = await store.digests();
      await store.rebuild(made);
      expect(await store.digests()).toEqual(late);
    });
  });

  test("signs of life and investors' consents are left out, the supervisor's own as well", async () => {
    const consentId = 'c'.repeat(43);
    const made = new MadeLedger(founding, [
      builtPrivateTransaction(
        'beat',
        ['kofia', 'nh'],
        documentChange(keys.heartbeat('nh'), { type: 'heartbeat', version: 1, member: 'nh' }),
      ),
      builtPrivateTransaction('consent', ['nh'], documentChange(keys.loginConsent(consentId), { consentId })),
    ]);
    await followAll(made);
    expect(await store.missing()).toBe(0);
    const digests = new Map((await store.digests()).map(({ table, rows }) => [table, rows]));
    expect(digests.get('doubtful_documents')).toBe(0);
  });

  test('a rebuild that was broken off begins anew, up to where the store had stood', async () => {
    const made = ledger();
    await followAll(made);
    const whole = await store.digests();
    const until = new AbortController();
    made.before = (number) => {
      if (number === 2) until.abort();
    };
    await store.rebuild(made, { signal: until.signal });
    expect((await store.checkpoint()).next).toBeLessThan(5n);
    made.before = () => undefined;
    expect((await store.rebuild(made)).next).toBe(5n);
    expect(await store.digests()).toEqual(whole);
  });

  test('what is purged from the own collection is gone from the read model', async () => {
    const [key] = lotChange('lot-0001', 'FREE');
    const made = new MadeLedger(
      founding,
      [builtPrivateTransaction('deposit', ['kofia', 'nh'], lotChange('lot-0001', 'FREE'))],
      [builtPrivateTransaction('purge', ['nh'], [key, null])],
    );
    await followAll(made);
    expect(await store.holdings()).toEqual([]);
  });

  test('waits for a block and for a transaction, so that an application reads its own writes', async () => {
    const made = ledger();
    const waiting = [store.waitFor(4n), store.waitFor('close')];
    const ended = new AbortController();
    const following = store.follow(made, { signal: ended.signal });
    await Promise.all(waiting);
    expect(await store.days()).toHaveLength(2);
    ended.abort();
    expect(await following).toMatchObject({ next: 5n });
    await expect(store.waitFor(99n, { signal: AbortSignal.abort() })).rejects.toThrow();
  });

  test('pulls no block before the one before it is in the database', async () => {
    const made = ledger();
    const ahead: bigint[] = [];
    let applied = 0n;
    const slow = store.follow(made, { until: made.last });
    made.before = (number) => ahead.push(BigInt(number) - applied);
    const watching = (async () => {
      for (let number = 0n; number <= made.last; number++) {
        await store.waitFor(number);
        applied = number + 1n;
      }
    })();
    await Promise.all([slow, watching]);
    expect(ahead).toHaveLength(5);
  });

  test("is one member's view of one channel", async () => {
    await followAll(ledger());
    const other = Object.assign(ledger(), { member: { id: 'sk', mspId: 'skMSP' } });
    await expect(followAll(other)).rejects.toMatchObject({ reason: 'OTHER_LEDGER' });
  });

  test('a nonce is used once, however many reach for it, and a rebuild does not free it', async () => {
    const tried = await Promise.all(Array.from({ length: 32 }, () => store.useOnce('nonce', 1000)));
    expect(tried.filter((free) => free)).toHaveLength(1);
    const made = ledger();
    await followAll(made);
    await store.rebuild(made);
    expect(await store.useOnce('nonce', 1000)).toBe(false);
    await store.forgetNonces(1001);
    expect(await store.useOnce('nonce', 1000)).toBe(true);
  });

  test('a nonce that was given out is good for one use, until it expires, also after a restart', async () => {
    await store.nonces.add('first', 1000);
    await store.nonces.add('second', 1000);
    await store.close();
    store = await openReadModel(place);
    const tried = await Promise.all(Array.from({ length: 16 }, () => store.nonces.consume('first', 500)));
    expect(tried.filter((outcome) => outcome === 'FRESH')).toHaveLength(1);
    expect(new Set(tried)).toEqual(new Set(['FRESH', 'USED']));
    expect(await store.nonces.consume('never', 500)).toBe('UNKNOWN');
    expect(await store.nonces.consume('second', 1000)).toBe('UNKNOWN');
  });

  test('tells what has become of credentials', async () => {
    const KID = 'k'.repeat(43);
    const [first, second, third] = ['1', '2', '3'].map((digit) => digit.repeat(64));
    const secret = 'ab'.repeat(32);
    const killed = killTagOf(killKeyOf(Buffer.from(secret, 'hex'), { slot: 4, renewal: 2 }));
    const batch = {
      ...{ type: 'credential-batch', version: 1, issuer: 'nh', batchId: 'batch-0001', kid: KID },
      ...{ validFrom: 10, validUntil: 20 },
      copies: [first, second, third].map((recordId) => ({
        recordId,
        killTag: recordId === third ? killed : recordId,
      })),
    };
    const revoked = {
      ...{ type: 'credential-status', version: 1, issuer: 'nh', batchId: 'batch-0001' },
      ...{ recordId: second, status: 'REVOKED', reason: 'RULE' },
    };
    const writes = [
      documentChange(keys.credentialBatch('nh', 'batch-0001'), batch),
      documentChange(keys.credentialStatus('nh', second ?? ''), revoked),
      documentChange(keys.killedSet(secret), { type: 'killed-set', version: 1, secret }),
    ];
    const made = new MadeLedger(
      founding,
      ...writes.map((write, i) => [{ transactionId: `c${i}`, writes: [write] }]),
    );
    await followAll(made);
    const told = (await store.credentials()).map(({ recordId, status, reason }) => [
      recordId,
      status,
      reason,
    ]);
    expect(told.sort()).toEqual([
      [first, 'ACTIVE', null],
      [second, 'REVOKED', 'RULE'],
      [third, 'KILLED', null],
    ]);
    expect(await store.credentials({ status: 'KILLED' })).toMatchObject([{ issuer: 'nh', validUntil: 20n }]);
    const followed = await store.digests();
    await store.rebuild(made);
    expect(await store.digests()).toEqual(followed);
  });

  test('takes the oddest texts and numbers that the schemas of public documents let through', async () => {
    const instrument = {
      ...{ isin: 'KR7005930003', name: { en: `\\"'$1;--%\u00a0\ufffd`, ko: '\ud83c\udfe6\ud842\udfb7' } },
      ...{ kind: 'EQUITY', quantityScale: 12, priceScale: 12, currency: 'KRW', status: 'ACTIVE' },
    };
    const kid = `${'k'.repeat(42)}A`;
    const ended = {
      ...{ type: 'issuer-key-status', version: 1, issuer: 'nh', kid, status: 'COMPROMISED' },
      compromisedFrom: Number.MAX_SAFE_INTEGER,
    };
    const writes = [
      documentChange(keys.instrument(instrument.isin), { type: 'instrument', version: 1, instrument }),
      documentChange(keys.issuerKeyStatus('nh', kid), ended),
    ];
    await followAll(new MadeLedger(founding, [{ transactionId: 'odd', writes }]));
    expect((await store.checkpoint()).next).toBe(2n);
    // What would stop it does not fit, so no peer writes it.
    expect(issuerKeyStatusChecker.fits(ended)).toBe(true);
    expect(issuerKeyStatusChecker.fits({ ...ended, compromisedFrom: 1e300 })).toBe(false);
  });

  test('a database of an earlier version is filled anew', async () => {
    await store.close();
    place = await newPlace();
    const database = await databaseAt(place);
    await migrate(database, MIGRATIONS.slice(0, 1));
    await database.run('UPDATE jangbu.checkpoint SET next_block = 7');
    await database.run("INSERT INTO jangbu.blocks VALUES (6, 'h', 'p', NULL, 0, 0)");
    await database.close();
    store = await openReadModel(place);
    expect(await store.checkpoint()).toEqual({ next: 0n, previousHash: null });
    await followAll(ledger());
    expect((await store.checkpoint()).next).toBe(5n);
  });

  test('the SQL in docs/read-model.md runs, and every table has a comment', async () => {
    await followAll(ledger());
    await store.close();
    const database = await databaseAt(place);
    const page = readFileSync(join(__dirname, '../../../../docs/read-model.md'), 'utf8');
    const examples = [...page.matchAll(/```sql\n(.*?)```/gs)].map(([, sql]) => sql ?? '');
    const answers = await Promise.all(examples.map((sql) => database.run(sql)));
    expect(answers).toHaveLength(3);
    expect(answers.at(-1)).toMatchObject([{ phase: 'CLOSED' }]);
    const tables = await database.run(
      `SELECT c.relname AS name, obj_description(c.oid) AS says FROM pg_class c
        WHERE c.relnamespace = 'jangbu'::regnamespace AND c.relkind IN ('r', 'v') AND c.relname <> 'schema_version'`,
    );
    for (const { name: table, says } of tables) {
      expect([table, says]).toEqual([table, expect.stringMatching(/[가-힣]/)]);
      expect(page).toContain(`\`${String(table)}\``);
    }
    await database.close();
    store = await openReadModel(place);
  });

  test('a schema newer than the package is refused, and a migration that fails leaves nothing', async () => {
    await store.close();
    const database = await databaseAt(place);
    const failing = [...MIGRATIONS, ['CREATE TABLE jangbu.half (a integer)', 'SELECT nonsense']];
    await expect(migrate(database, failing)).rejects.toThrow();
    expect(await database.run("SELECT to_regclass('jangbu.half') AS half")).toEqual([{ half: null }]);
    await migrate(database, [...MIGRATIONS, ['CREATE TABLE jangbu.later (a integer)']]);
    await database.close();
    await expect(openReadModel(place)).rejects.toMatchObject({ reason: 'NEWER_SCHEMA' });
    place = await newPlace();
    store = await openReadModel(place);
  });
});
