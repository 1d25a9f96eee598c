import { RefusalError, sha256Hex, writeRefusal, type Receipt } from '@jangbu/model';
import type { ChaincodeInterface, ChaincodeStub } from 'fabric-shim';
import { openConsortium, TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';
import { LedgerFault } from '../../documents/fault';
import { readHeldHashes } from '../../ledger/state/held';
import { privateWrite, publicWrite } from '../../ledger/state/write';
import { memberNamed } from '../../rules/consortium/membership';
import { LedgerContext } from './ledger-contract';
import { privateTransaction, RECORDED, recordedBefore, type PrivateTransaction } from './private-transaction';

/** A note that one member writes to another; it rests on nothing. */
type NoteTransaction = PrivateTransaction<string, undefined, undefined, Receipt>;

const KEY = ['note', 'a', 'note-0001'] as const;

const NOTE: NoteTransaction = {
  parse: (sent) => sent('note'),
  sender: () => ({ kind: 'MEMBER', members: ['a'], role: 'trader' }),
  parties: (_, members) => [memberNamed('a', members), memberNamed('b', members)],
  phases: ['OPEN'],
  before: ({ request, state, holders }) =>
    recordedBefore(readHeldHashes(state, holders, KEY), {
      document: 'note',
      id: 'note-0001',
      hash: sha256Hex(request),
    }),
  read: () => Promise.resolve(undefined),
  rests: () => [],
  decide: ({ request, holders }) => ({ answer: RECORDED, writes: [privateWrite(holders, KEY, request)] }),
};

function contextOf(stub: ChaincodeStub): LedgerContext {
  const ctx = new LedgerContext();
  ctx.stub = stub;
  return ctx;
}

/** A chaincode whose only transaction is the one given. */
function serving(definition: NoteTransaction): ChaincodeInterface {
  const transaction = privateTransaction(definition);
  return {
    Init: () => Promise.resolve({ status: 200 }),
    Invoke: async (stub: ChaincodeStub) => {
      try {
        return { status: 200, payload: Buffer.from(await transaction.run(contextOf(stub))) };
      } catch (error) {
        if (error instanceof RefusalError) return { status: 400, message: writeRefusal(error) };
        return { status: 500, message: error instanceof LedgerFault ? error.message : 'unexpected' };
      }
    },
  };
}

const HOLDERS = ['a', 'b', 'kofia'] as const;

function send(
  consortium: SimulatedConsortium,
  note: string,
  changed: Partial<NoteTransaction> = {},
  by = consortium.client('a', 'trader'),
): Promise<unknown> {
  const mspIds = consortium.mspIds(...HOLDERS);
  for (const mspId of mspIds) consortium.channel.peer(mspId).chaincode = serving({ ...NOTE, ...changed });
  return consortium.channel.submit({ by, name: 'notes:write', transient: { note } }, mspIds);
}

describe('a private transaction', () => {
  it('is recorded with all who hold it; sent again it is answered so, and writes nothing', async () => {
    const consortium = await openConsortium();
    expect(await send(consortium, 'first')).toEqual({ status: 'RECORDED' });
    const { height } = consortium.channel;
    expect(await send(consortium, 'first')).toEqual({ status: 'ALREADY_RECORDED' });
    expect(consortium.channel.blocksSince(height)).toContain('"writes":[]');
    expect(consortium.channel.blocksSince(height)).not.toMatch(/"writes":\[\[/);
  });

  it('is refused under an id that others hold with other content', async () => {
    const consortium = await openConsortium();
    await send(consortium, 'first');
    await refusal('ID_TAKEN', send(consortium, 'second'));
  });

  it('is refused from anyone but its sender, and by another of its clients', async () => {
    const consortium = await openConsortium();
    await refusal('NOT_THE_SUBMITTER', send(consortium, 'x', {}, consortium.client('b', 'trader')));
    await refusal('ROLE_REQUIRED', send(consortium, 'x', {}, consortium.client('a', 'operator')));
  });

  it('makes ids in nobody else’s name, where any party and the supervisor may send it', async () => {
    const consortium = await openConsortium();
    const anyParty = (...makers: string[]): Partial<NoteTransaction> => ({
      sender: () => ({ kind: 'PARTY_OR_SUPERVISOR', makers }),
    });
    await refusal('NOT_A_PARTY', send(consortium, 'x', anyParty(), consortium.client('c', 'trader')));
    await refusal('NOT_THE_SUBMITTER', send(consortium, 'x', anyParty('a', 'b')));
    expect(await send(consortium, 'x', anyParty('a'))).toEqual({ status: 'RECORDED' });
  });

  it('is refused in another phase, though no step asks for the day; a replay is answered in any', async () => {
    const consortium = await openConsortium();
    await refusal('PHASE_CLOSED', send(consortium, 'first', { phases: ['MATCHING_CLOSED'] }));
    await send(consortium, 'first');
    const replayed = await send(consortium, 'first', { phases: ['MATCHING_CLOSED'] });
    expect(replayed).toEqual({ status: 'ALREADY_RECORDED' });
    const { decide } = NOTE;
    const seen: string[] = [];
    await send(consortium, 'first', {
      before: () => Promise.resolve({ kind: 'NEW', standing: undefined }),
      decide: (ground) => {
        seen.push(ground.today.date);
        return decide(ground);
      },
    });
    expect(new Set(seen)).toEqual(new Set([TODAY]));
  });

  it('is refused when something that it rests on does not stand, before anything is decided', async () => {
    const consortium = await openConsortium();
    const lacking = new RefusalError('DOCUMENT_NOT_HELD', { document: 'note', id: 'n', members: ['b'] });
    const resting: Partial<NoteTransaction> = {
      rests: () => [
        () => {
          throw lacking;
        },
      ],
      decide: () => {
        throw new Error('decided');
      },
    };
    expect(await refusal('DOCUMENT_NOT_HELD', send(consortium, 'x', resting))).toEqual(lacking.facts);
  });

  it.each([
    ['nothing', () => []],
    ['what all can read', () => [publicWrite(KEY, { note: 'x' })]],
    ['what nobody holds', () => [privateWrite([], KEY, 'x')]],
  ] as const)('fails at every peer when it would write %s', async (_, writes) => {
    const consortium = await openConsortium();
    const attempt = send(consortium, 'x', { decide: () => ({ answer: RECORDED, writes: writes() }) });
    await expect(attempt).rejects.toThrow(/^a private transaction/);
  });

  it('fails at every peer when it would write to a member that takes no part', async () => {
    const consortium = await openConsortium();
    const attempt = send(consortium, 'x', {
      decide: ({ members }) => ({
        answer: RECORDED,
        writes: [privateWrite([memberNamed('c', members)], KEY, 'x')],
      }),
    });
    await expect(attempt).rejects.toThrow(/to others than those that take part/);
  });

  it('does not compile with one of its steps left out, or without a phase', () => {
    const { parse, sender, parties, phases, before, read, rests, decide } = NOTE;
    const lacking: readonly (() => unknown)[] = [
      // @ts-expect-error nothing is parsed
      () => privateTransaction({ sender, parties, phases, before, read, rests, decide }),
      // @ts-expect-error anyone may send it
      () => privateTransaction({ parse, parties, phases, before, read, rests, decide }),
      // @ts-expect-error nobody holds it
      () => privateTransaction({ parse, sender, phases, before, read, rests, decide }),
      // @ts-expect-error at any time
      () => privateTransaction({ parse, sender, parties, before, read, rests, decide }),
      // @ts-expect-error over and over
      () => privateTransaction({ parse, sender, parties, phases, read, rests, decide }),
      // @ts-expect-error on nothing that stands
      () => privateTransaction({ parse, sender, parties, phases, before, read, decide }),
      // @ts-expect-error in no phase
      () => privateTransaction({ parse, sender, parties, phases: [], before, read, rests, decide }),
    ];
    expect(lacking).toHaveLength(7);
  });
});
