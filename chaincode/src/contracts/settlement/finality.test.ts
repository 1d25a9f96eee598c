import {
  canonicalJson,
  deliveredLot,
  keys,
  lotText,
  PHASES,
  settlementOf,
  transactions,
  type Instruction,
  type Lot,
  type Reservation,
} from '@jangbu/model';
import { TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { forgeDocuments } from '../../../testing/forgery';
import { lotsAt, move, positionsAt, splitOf, withdrawalOf } from '../../../testing/holding';
import { refusal } from '../../../testing/refusals';
import {
  claim,
  consentToCancelling,
  GROSS,
  instructionOf,
  instructionsAt,
  legAt,
  lotOf,
  matchedConsortium,
  NET,
  OBLIGATION,
  recordInstructions,
  release,
  releaseRequest,
  requesting,
  reservationOf,
  reserve,
  reserveBoth,
  reserveRequest,
  settle,
  settleRequest,
  settleWithout,
  SHARES,
  submitSettlement,
} from '../../../testing/settling';
import { saltOf } from '../../../testing/trading';

const names = transactions.settlement;
const NAME = 'a/instruct-net';

async function instructed(...instructions: readonly Instruction[]): Promise<SimulatedConsortium> {
  const consortium = await matchedConsortium();
  await recordInstructions(consortium, ...(instructions.length > 0 ? instructions : [NET]));
  return consortium;
}

async function reserved(): Promise<{
  readonly consortium: SimulatedConsortium;
  readonly reservations: readonly [Reservation, Reservation];
}> {
  const consortium = await instructed();
  return { consortium, reservations: await reserveBoth(consortium) };
}

function free(instrument: string, amount: string): object {
  return { instrument, accountKind: 'HOUSE', free: amount, reserved: '0' };
}

/** What the party that was left out has to give. */
function ownOf(reservations: readonly Reservation[], member: string): (string | null)[] {
  return reservations.map((each) => (each.lot.owner === member ? canonicalJson(each) : null));
}

/** What the query tells a member of a settlement that took place without it. */
async function unclaimedAt(consortium: SimulatedConsortium, id: string): Promise<string | null> {
  return (await instructionsAt(consortium, id))[0]?.unclaimed ?? null;
}

describe('once every leg is reserved', () => {
  it('no party takes its reservation back; until then each may', async () => {
    const { consortium, reservations } = await reserved();
    for (const each of reservations) {
      expect(await refusal('INSTRUCTION_FINAL', release(consortium, each))).toEqual({ instruction: NAME });
    }
    expect((await instructionsAt(consortium, 'a'))[0]?.status).toBe('RESERVED');
  });

  it('both together may still cancel it, in any phase', async () => {
    for (const phase of PHASES) {
      const { consortium, reservations } = await reserved();
      await consortium.toPhase(phase);
      await consentToCancelling(consortium, NET, 'a');
      await consentToCancelling(consortium, NET, 'b');
      for (const each of reservations) await release(consortium, each);
      expect(await positionsAt(consortium, 'b')).toEqual([free(SHARES, '150')]);
    }
  });

  it.each(['a', 'b'] as const)(
    "it settles without %s's peer, by the other firm or the supervisor",
    async (absent) => {
      for (const by of [absent === 'a' ? 'b' : 'a', 'kofia'] as const) {
        const { consortium, reservations } = await reserved();
        expect(await settleWithout(consortium, absent, by, [NET, reservations])).toEqual({
          status: 'RECORDED',
        });
        expect(await settle(consortium, NET, reservations)).toEqual({ status: 'ALREADY_RECORDED' });
        const present = absent === 'a' ? 'b' : 'a';
        const received = present === 'a' ? free(SHARES, '150') : free('KRW', '10650000');
        expect(await positionsAt(consortium, present)).toEqual([received]);
      }
    },
  );

  it('a release that was signed before the last reservation does not come about behind it', async () => {
    for (const first of ['reserve', 'release']) {
      const consortium = await instructed();
      const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
      const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
      await reserve(consortium, NET, shares);
      const requests = [
        [reserveRequest([{ instruction: NET, reservation: won }], 'OWNER'), names.reserve, 'a'],
        [releaseRequest(shares), names.release, 'b'],
      ] as const;
      const signed = [];
      for (const [request, name, by] of requests) {
        const sent = requesting(consortium, name, request, { by });
        signed.push(await consortium.channel.endorse(sent, consortium.mspIds(by, 'kofia')));
      }
      const inOrder = first === 'reserve' ? signed : [...signed].reverse();
      const codes = inOrder.map((each) => consortium.channel.commit(each));
      // Behind the release, the reservation is the first one: nothing was final.
      expect(codes).toEqual(['VALID', first === 'reserve' ? 'MVCC_READ_CONFLICT' : 'VALID']);
      const status = first === 'reserve' ? 'RESERVED' : 'PENDING';
      expect(await instructionsAt(consortium, 'a')).toMatchObject([{ status }]);
    }
  });

  it('a suspended instrument hinders nothing', async () => {
    const { consortium, reservations } = await reserved();
    await consortium.carry({ kind: 'SET_INSTRUMENT_STATUS', isin: SHARES, status: 'SUSPENDED' });
    expect(await settle(consortium, NET, reservations)).toEqual({ status: 'RECORDED' });
  });

  it('odd keys in the collection of the one that would stop it stop nothing', async () => {
    const { consortium, reservations } = await reserved();
    const [shares, won] = reservations;
    const toA = deliveredLot(NET, legAt(NET, 0), 0);
    await forgeDocuments(
      consortium,
      'a',
      [keys.lot(toA), '{"odd":true}'],
      [keys.spentLot(toA), '{"odd":true}'],
      [keys.settlement(NET), '{"odd":true}'],
      [keys.division(NET), '{"odd":true}'],
      [keys.instruction(NET), '{"odd":true}'],
      [keys.reservation(NET, 1), '{"odd":true}'],
      [keys.lot(won.lot), lotText(won.lot, 'FREE')],
    );
    expect(await settleWithout(consortium, 'a', 'b', [NET, [shares, won]])).toEqual({ status: 'RECORDED' });
    expect(await positionsAt(consortium, 'b')).toEqual([free('KRW', '10650000')]);
    // Its own copy says that the won is free, and the supervisor's that it is spent.
    await refusal('DOCUMENT_NOT_HELD', move(consortium, withdrawalOf('withdraw-1', 'a', won.lot)));
  });
});

describe('what settles without a firm', () => {
  it('needs one party at least, and no stranger', async () => {
    const { consortium, reservations } = await reserved();
    const request = settleRequest([NET, reservations]);
    const sent = (parties: readonly string[], by: string, endorsers: readonly string[]): Promise<unknown> =>
      submitSettlement(consortium, names.settle, { ...request, parties }, { by }, endorsers);
    await refusal('INVALID_DOCUMENT', sent([], 'kofia', ['kofia']));
    await refusal('INVALID_DOCUMENT', sent(['a', 'a'], 'a', ['a', 'kofia']));
    await refusal('NOT_A_PARTY', sent(['c'], 'c', ['c', 'kofia']));
    await refusal('NOT_A_PARTY', sent(['b'], 'a', ['b', 'kofia']));
  });

  it('is told to it, and claimed in any phase with its own peer alone', async () => {
    for (const phase of PHASES) {
      const { consortium, reservations } = await reserved();
      await settleWithout(consortium, 'a', 'b', [NET, reservations]);
      await consortium.toPhase(phase);
      const text = canonicalJson(settlementOf(NET, TODAY));
      expect(await instructionsAt(consortium, 'a')).toMatchObject([
        { status: 'SETTLED', settlement: null, unclaimed: text },
      ]);
      const items = [[NET, text, ownOf(reservations, 'a')]] as const;
      expect(await claim(consortium, 'a', items)).toEqual({ status: 'RECORDED' });
      expect(await claim(consortium, 'a', items)).toEqual({ status: 'ALREADY_RECORDED' });
      expect(await positionsAt(consortium, 'a')).toEqual([free(SHARES, '150')]);
      expect(await instructionsAt(consortium, 'a')).toEqual(await instructionsAt(consortium, 'b'));
    }
  });

  it('is found on the day on which it settled, later too', async () => {
    const { consortium, reservations } = await reserved();
    await consortium.toNextDay('2026-03-12');
    await settleWithout(consortium, 'a', 'kofia', [NET, reservations]);
    await consortium.toNextDay('2026-03-13');
    expect(await unclaimedAt(consortium, 'a')).toBe(canonicalJson(settlementOf(NET, '2026-03-12')));
  });

  it('is its own once claimed: it withdraws what it received, and spends nothing twice', async () => {
    const { consortium, reservations } = await reserved();
    await settleWithout(consortium, 'b', 'a', [NET, reservations]);
    const [shares] = reservations;
    await refusal('DOCUMENT_NOT_HELD', move(consortium, withdrawalOf('withdraw-1', 'b', shares.lot)));
    const text = await unclaimedAt(consortium, 'b');
    await claim(consortium, 'b', [[NET, text ?? '', ownOf(reservations, 'b')]]);
    await refusal('LOT_SPENT', move(consortium, withdrawalOf('withdraw-1', 'b', shares.lot)));
    const won = await lotOf(consortium, 'b', 'KRW');
    expect(await move(consortium, withdrawalOf('withdraw-2', 'b', won))).toEqual({ status: 'RECORDED' });
  });

  it('is claimed as it stands with the supervisor, and not otherwise', async () => {
    const { consortium, reservations } = await reserved();
    const own = ownOf(reservations, 'a');
    const text = canonicalJson(settlementOf(NET, TODAY));
    // Nothing has settled.
    expect((await refusal('DOCUMENT_NOT_HELD', claim(consortium, 'a', [[NET, text, own]]))).members).toEqual([
      'kofia',
    ]);
    await settleWithout(consortium, 'a', 'b', [NET, reservations]);
    const later = canonicalJson(settlementOf(NET, '2026-03-12'));
    await refusal('DOCUMENT_NOT_HELD', claim(consortium, 'a', [[NET, later, own]]));
    await refusal('NOT_RESERVED', claim(consortium, 'a', [[NET, text, [null, null]]]));
    const other = canonicalJson({ ...reservations[1], salt: saltOf('other') });
    await refusal('DOCUMENT_NOT_HELD', claim(consortium, 'a', [[NET, text, [null, other]]]));
    await refusal('NOT_THE_SUBMITTER', claim(consortium, 'a', [[NET, text, own]], { by: 'b' }));
    await refusal(
      'ROLE_REQUIRED',
      claim(consortium, 'a', [[NET, text, own]], { by: 'a', certificate: 'auditor' }),
    );
    expect(await claim(consortium, 'a', [[NET, text, own]])).toEqual({ status: 'RECORDED' });
  });
});

describe('the lot that settlement makes', () => {
  it('follows from the instruction and the leg, and from nothing that anybody chooses', async () => {
    const { consortium, reservations } = await reserved();
    await settle(consortium, NET, reservations);
    const [shares] = await lotsAt(consortium, 'a');
    expect(shares).toEqual(deliveredLot(NET, legAt(NET, 0), 0));
    const others = [
      deliveredLot(NET, legAt(NET, 1), 1),
      deliveredLot({ ...NET, instructionId: 'instruct-2' }, legAt(NET, 0), 0),
      deliveredLot({ ...NET, salt: saltOf('other') }, legAt(NET, 0), 0),
    ];
    expect(new Set([shares, ...others].map((lot) => lot?.lotId)).size).toBe(4);
    expect(new Set([shares, ...others].map((lot) => lot?.salt)).size).toBe(4);
  });

  it('cannot be there before: no movement makes a lot under such an id', async () => {
    const consortium = await instructed();
    const { lotId } = deliveredLot(NET, legAt(NET, 0), 0);
    const squat = splitOf('split-001', 'b', [await lotOf(consortium, 'b', SHARES)], {
      lotId,
      amount: '150',
      instrument: SHARES,
    });
    expect(await refusal('MOVEMENT_INCONSISTENT', move(consortium, squat))).toEqual({
      lot: `b/${lotId}`,
      field: 'lotId',
    });
  });
});

describe('one bad item of a request', () => {
  it('is named with its own reason, and what remains is reserved without it', async () => {
    const rest = instructionOf('instruct-rest', { ...OBLIGATION, quantity: '50', amount: '-3500000' });
    const consortium = await instructed(GROSS, rest);
    const cut = splitOf(
      'split-001',
      'b',
      [await lotOf(consortium, 'b', SHARES)],
      { lotId: 'share-b-3', amount: '100', instrument: SHARES },
      { lotId: 'share-b-4', amount: '50', instrument: SHARES },
    );
    await move(consortium, cut);
    const [hundred, fifty] = cut.produced as [Lot, Lot];
    await move(consortium, withdrawalOf('withdraw-1', 'b', fifty));
    const items = [
      { instruction: GROSS, reservation: reservationOf(GROSS, 0, hundred) },
      { instruction: rest, reservation: reservationOf(rest, 0, fifty) },
    ] as const;
    const both = submitSettlement(consortium, names.reserve, reserveRequest(items), { by: 'b' });
    expect(await refusal('ITEMS_REFUSED', both)).toEqual({
      items: [
        {
          position: 1,
          instruction: 'a/instruct-rest',
          refusal: { code: 'LOT_SPENT', facts: { lot: 'b/share-b-4' } },
        },
      ],
      untold: 0,
    });
    expect(await reserve(consortium, GROSS, items[0].reservation)).toEqual({ status: 'RECORDED' });
  });
});
