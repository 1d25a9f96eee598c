import {
  canonicalJson,
  deliveredLot,
  documentName,
  keys,
  lotText,
  settlementOf,
  sha256Hex,
  transactions,
  type Key,
  type Outstanding,
  type Reservation,
} from '@jangbu/model';
import { TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { forgeDocuments, forgeEach, forgeTogether, type Forged } from '../../../testing/forgery';
import { moving, splitOf } from '../../../testing/holding';
import { refusal } from '../../../testing/refusals';
import {
  claim,
  legAt,
  lotOf,
  matchedConsortium,
  NET,
  recordInstructions,
  releaseRequest,
  reservationOf,
  reserve,
  reserveBoth,
  reserveRequest,
  settleWithout,
  SHARES,
  submitSettlement,
} from '../../../testing/settling';
import { agreedIn, nameSupervisor, takeOver, unsettled } from '../../../testing/supervision';

const SUMS = ['KR7000000018 150=150', 'KRW 10650000=10650000'];
const SETTLEMENT = canonicalJson(settlementOf(NET, TODAY));
const SHARES_OF_A = deliveredLot(NET, legAt(NET, 0), 0);
const WON_OF_B = deliveredLot(NET, legAt(NET, 1), 1);

/** What was deposited and not withdrawn, and what is in lots, by the supervisor's own collection. */
async function sumsAt(consortium: SimulatedConsortium, id: string): Promise<readonly string[]> {
  const operator = consortium.client(id, 'operator');
  const sums = (await consortium.query(operator, transactions.holdings.outstanding)) as Outstanding[];
  return sums.map(
    ({ instrument, deposited, withdrawn, outstanding }) =>
      `${instrument} ${String(BigInt(deposited) - BigInt(withdrawn))}=${outstanding}`,
  );
}

type Reservations = readonly [Reservation, Reservation];

interface Reserved {
  readonly consortium: SimulatedConsortium;
  readonly reservations: Reservations;
}

async function reserved(): Promise<Reserved> {
  const consortium = await matchedConsortium();
  await recordInstructions(consortium, NET);
  return { consortium, reservations: await reserveBoth(consortium) };
}

/** The net instruction is settled by b without a. */
async function settledWithoutA(): Promise<Reserved> {
  const { consortium, reservations } = await reserved();
  await settleWithout(consortium, 'a', 'b', [NET, reservations]);
  return { consortium, reservations };
}

function claimingA({ consortium, reservations }: Reserved): Promise<unknown> {
  return claim(consortium, 'a', [[NET, SETTLEMENT, [null, canonicalJson(reservations[1])]]]);
}

/** a moves on what it has claimed, with the supervisor's peer. */
async function cutShares(consortium: SimulatedConsortium, supervisor: string): Promise<unknown> {
  const shares = await lotOf(consortium, 'a', SHARES);
  const cut = splitOf('split-901', 'a', [shares], { ...shares, lotId: 'share-901' });
  return consortium.channel.submit(moving(consortium, cut), consortium.mspIds('a', supervisor));
}

function spending({ lot }: Reservation): Forged[] {
  return [
    [keys.lot(lot), null],
    [keys.spentLot(lot), lotText(lot, 'SPENT')],
  ];
}

const recorded: Forged = [keys.settlement(NET), SETTLEMENT];
const payB: Forged = [keys.lot(WON_OF_B), lotText(WON_OF_B, 'FREE')];
const giveA: Forged = [keys.lot(SHARES_OF_A), lotText(SHARES_OF_A, 'FREE')];

describe('supervision that is handed over between settling and claiming', () => {
  it.each([[['kofia']], [['kofia', 'a', 'b']], [['a', 'b', 'kofia']], [['a', 'b']], [['b', 'a']]])(
    'loses nothing, whoever gives what it has: %p',
    async (sources) => {
      const settled = await settledWithoutA();
      const { consortium } = settled;
      await nameSupervisor(consortium, 'c');
      expect(await takeOver(consortium, 'c', ...sources)).toMatchObject({ declined: [], upheld: 0 });
      expect(unsettled(consortium)).toEqual({ due: 0, disputed: 0 });
      expect(await sumsAt(consortium, 'c')).toEqual(SUMS);
      expect(await claimingA(settled)).toEqual({ status: 'RECORDED' });
      expect(unsettled(consortium)).toEqual({ due: 0, disputed: 0 });
      expect([...agreedIn(consortium).doubts()]).toEqual([]);
      expect(await cutShares(consortium, 'c')).toEqual({ status: 'RECORDED' });
      expect(await sumsAt(consortium, 'c')).toEqual(SUMS);
    },
  );

  it('needs no copy of the former supervisor nor of the other firm: both may have rid themselves of theirs', async () => {
    const settled = await settledWithoutA();
    const { consortium } = settled;
    await nameSupervisor(consortium, 'c');
    const gone: Forged[] = [recorded, giveA, payB, ...spending(settled.reservations[1])].map(([key]) => [
      key,
      null,
    ]);
    await forgeDocuments(consortium, 'kofia', ...gone);
    await forgeDocuments(consortium, 'b', [keys.settlement(NET), null]);
    await takeOver(consortium, 'c', 'a', 'b');
    expect(await claimingA(settled)).toEqual({ status: 'RECORDED' });
    expect(await cutShares(consortium, 'c')).toEqual({ status: 'RECORDED' });
    expect(await sumsAt(consortium, 'c')).toEqual(SUMS);
  });

  it('comes once the reservation that only its firm has is given, and is counted nowhere until then', async () => {
    const consortium = await matchedConsortium();
    await recordInstructions(consortium, NET);
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
    await reserve(consortium, NET, shares);
    const alone = reserveRequest([{ instruction: NET, reservation: won }], 'OWNER');
    await submitSettlement(consortium, transactions.settlement.reserve, alone, { by: 'a' }, ['a', 'kofia']);
    await settleWithout(consortium, 'a', 'b', [NET, [shares, won]]);
    await nameSupervisor(consortium, 'c');
    const first = await takeOver(consortium, 'c', 'b');
    expect(first).toMatchObject({ upheld: 0, declined: [{ reason: 'INCOMPLETE' }] });
    expect(unsettled(consortium).due).toBeGreaterThan(0);
    // The instruction is not offered again, since c has it.
    expect(await takeOver(consortium, 'c', 'a')).toMatchObject({ declined: [] });
    expect(unsettled(consortium)).toEqual({ due: 0, disputed: 0 });
    expect(await sumsAt(consortium, 'c')).toEqual(SUMS);
    expect(await claimingA({ consortium, reservations: [shares, won] })).toEqual({ status: 'RECORDED' });
  });

  it('comes to the firm that settled it, where that one supervises next', async () => {
    const settled = await settledWithoutA();
    const { consortium } = settled;
    await nameSupervisor(consortium, 'b');
    await takeOver(consortium, 'b', 'a');
    expect(await sumsAt(consortium, 'b')).toContain(SUMS[0]);
    expect(await claimingA(settled)).toEqual({ status: 'RECORDED' });
    expect(await cutShares(consortium, 'b')).toEqual({ status: 'RECORDED' });
  });

  it('comes again to whoever supervises after that, and to the former one that is named again', async () => {
    const settled = await settledWithoutA();
    const { consortium } = settled;
    await nameSupervisor(consortium, 'c');
    await takeOver(consortium, 'c', 'a', 'b');
    await nameSupervisor(consortium, 'kofia');
    await takeOver(consortium, 'kofia', 'a', 'b', 'c');
    expect(unsettled(consortium)).toEqual({ due: 0, disputed: 0 });
    expect(await sumsAt(consortium, 'kofia')).toEqual(SUMS);
    expect(await claimingA(settled)).toEqual({ status: 'RECORDED' });
    expect(await cutShares(consortium, 'kofia')).toEqual({ status: 'RECORDED' });
    expect(await sumsAt(consortium, 'kofia')).toEqual(SUMS);
  });

  it('brings nothing back of what a firm has claimed and spent since, which it keeps to itself', async () => {
    const settled = await settledWithoutA();
    const { consortium, reservations } = settled;
    await claimingA(settled);
    await cutShares(consortium, 'kofia');
    await nameSupervisor(consortium, 'c');
    expect(unsettled(consortium).disputed).toBe(0);
    const gone = keys.spentLot(SHARES_OF_A);
    for (const id of ['a', 'kofia']) await forgeDocuments(consortium, id, [gone, null]);
    await forgeDocuments(consortium, 'a', giveA, [
      keys.lot(reservations[1].lot),
      lotText(reservations[1].lot, 'RESERVED'),
    ]);
    await takeOver(consortium, 'c', 'a', 'b');
    expect(await sumsAt(consortium, 'c')).toEqual(SUMS);
  });
});

describe('the former supervisor and a firm, over the one that is away', () => {
  /** SHA-256 of what the supervisor in force holds. */
  function ownHash(consortium: SimulatedConsortium, key: Key): string | undefined {
    return agreedIn(consortium).ownOf(documentName(key));
  }

  /** kofia and b write what they like, kofia the rest of it alone. */
  function together(consortium: SimulatedConsortium, both: Forged[], alone: Forged[]): Promise<void> {
    return forgeEach(consortium, [
      ['kofia', [...both, ...alone]],
      ['b', both],
    ]);
  }

  it('spend its reserved lot and give nothing for it: it comes back, and nothing has settled', async () => {
    const { consortium, reservations } = await reserved();
    const [shares, won] = reservations;
    await together(consortium, [recorded, payB, ...spending(shares)], spending(won));
    await nameSupervisor(consortium, 'c');
    const { declined } = await takeOver(consortium, 'c', 'b', 'a');
    expect(declined).toContainEqual({ key: keys.settlement(NET).join('/'), reason: 'NEVER_AGREED' });
    expect(ownHash(consortium, keys.settlement(NET))).toBeUndefined();
    expect(ownHash(consortium, keys.lot(won.lot))).toBeDefined();
    expect(await refusal('DOCUMENT_NOT_HELD', claimingA({ consortium, reservations }))).toMatchObject({
      members: ['c'],
    });
    // Whoever looks is told that something was set aside.
    expect([...agreedIn(consortium).doubts()].map(({ kind }) => kind)).toEqual(['SET_ASIDE']);
  });

  it('settle what it had not reserved for: its lot comes back as free', async () => {
    const consortium = await matchedConsortium();
    await recordInstructions(consortium, NET);
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
    await reserve(consortium, NET, shares);
    await together(consortium, [recorded, payB, ...spending(shares)], [giveA, ...spending(won)]);
    await nameSupervisor(consortium, 'c');
    await takeOver(consortium, 'c', 'b', 'a', 'kofia');
    expect(ownHash(consortium, keys.settlement(NET))).toBeUndefined();
    expect(ownHash(consortium, keys.lot(SHARES_OF_A))).toBeUndefined();
    const cut = splitOf('split-801', 'a', [won.lot], { lotId: 'won-00801', amount: '10650000' });
    expect(await consortium.channel.submit(moving(consortium, cut), consortium.mspIds('a', 'c'))).toEqual({
      status: 'RECORDED',
    });
  });

  it('bring in nothing after the vote', async () => {
    const { consortium, reservations } = await reserved();
    const [shares, won] = reservations;
    await nameSupervisor(consortium, 'c');
    await together(consortium, [recorded, payB, ...spending(shares)], [giveA, ...spending(won)]);
    await takeOver(consortium, 'c', 'b', 'kofia', 'a');
    for (const key of [keys.settlement(NET), keys.lot(SHARES_OF_A), keys.lot(WON_OF_B)]) {
      expect(ownHash(consortium, key)).toBeUndefined();
    }
    expect(ownHash(consortium, keys.lot(won.lot))).toBe(sha256Hex(lotText(won.lot, 'RESERVED')));
  });

  it('write along with a settlement what is none of it: that alone is set aside', async () => {
    const { consortium, reservations } = await reserved();
    const [shares, won] = reservations;
    const odd = { ...SHARES_OF_A, lotId: 'odd-00001' };
    const index = keys.matchIndex(['a', 'b'], '2026-03-12');
    await together(
      consortium,
      [recorded, [keys.openInstruction(NET), null], payB, ...spending(shares)],
      [giveA, ...spending(won), [keys.lot(odd), lotText(odd, 'FREE')], [index, 'garbage']],
    );
    await nameSupervisor(consortium, 'c');
    await takeOver(consortium, 'c', 'kofia', 'b', 'a');
    expect(unsettled(consortium)).toEqual({ due: 0, disputed: 0 });
    expect(ownHash(consortium, keys.lot(odd))).toBeUndefined();
    expect(await claimingA({ consortium, reservations })).toEqual({ status: 'RECORDED' });
    expect(await sumsAt(consortium, 'c')).toEqual(SUMS);
  });

  it('or a stranger, take a lot away: it is due all the same, and its owner gives it', async () => {
    const consortium = await matchedConsortium();
    const won = await lotOf(consortium, 'a', 'KRW');
    await forgeTogether(consortium, ['b', 'kofia'], [keys.lot(won), null]);
    await nameSupervisor(consortium, 'c');
    await takeOver(consortium, 'c', 'a', 'b');
    expect(ownHash(consortium, keys.lot(won))).toBeDefined();
    expect(unsettled(consortium)).toEqual({ due: 0, disputed: 0 });
  });

  it('take away a lot that is reserved for something else: it comes back', async () => {
    const { consortium, reservations } = await reserved();
    const won = reservations[1];
    await together(
      consortium,
      [[keys.lot({ creator: 'b', lotId: 'odd-00001' }), '{}']],
      [[keys.lot(won.lot), null]],
    );
    await nameSupervisor(consortium, 'c');
    await takeOver(consortium, 'c', 'kofia', 'b', 'a');
    expect(ownHash(consortium, keys.lot(won.lot))).toBe(sha256Hex(lotText(won.lot, 'RESERVED')));
    await refusal(
      'INSTRUCTION_FINAL',
      submitSettlement(consortium, transactions.settlement.release, releaseRequest(won), { by: 'a' }, [
        'a',
        'c',
      ]),
    );
  });
});
