import {
  canonicalJson,
  settlementOf,
  transactions,
  type Lot,
  type Outstanding,
  type Reservation,
} from '@jangbu/model';
import fc from 'fast-check';
import { Refused } from '../../../testing/channel';
import { TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { depositOf, lotsAt, move, splitOf, transferOf, withdrawalOf } from '../../../testing/holding';
import {
  claim,
  consentToCancelling,
  closeSettlement,
  fail,
  instructionsAt,
  recordInstructions,
  legAt,
  matchedConsortium,
  NET,
  release,
  reservationOf,
  reserve,
  settle,
  settleWithout,
  SHARES,
} from '../../../testing/settling';

type Firm = 'a' | 'b' | 'c';

/** One thing that somebody tries, be it allowed or not. Lots are picked among all that the firm ever had. */
type Attempt =
  | { readonly kind: 'DEPOSIT'; readonly owner: Firm; readonly amount: number; readonly instrument: string }
  | {
      readonly kind: 'SPLIT';
      readonly by: Firm;
      readonly pick: number;
      readonly cut: number;
      readonly skew: number;
    }
  | { readonly kind: 'TRANSFER'; readonly by: Firm; readonly to: Firm; readonly pick: number }
  | { readonly kind: 'WITHDRAW'; readonly by: Firm; readonly pick: number; readonly sender: Firm }
  | { readonly kind: 'RESERVE'; readonly leg: 0 | 1; readonly pick: number }
  | { readonly kind: 'RELEASE' | 'CANCEL'; readonly leg: 0 | 1 }
  | { readonly kind: 'SETTLE'; readonly by: Firm | 'kofia' }
  | { readonly kind: 'SETTLE_WITHOUT'; readonly absent: 'a' | 'b'; readonly by: 'a' | 'b' | 'kofia' }
  | { readonly kind: 'CLAIM'; readonly by: 'a' | 'b' }
  | { readonly kind: 'FAIL'; readonly witness: Firm }
  | { readonly kind: 'NEXT_DAY' };

const firm = fc.constantFrom<Firm>('a', 'b', 'c');
const leg = fc.constantFrom<0 | 1>(0, 1);
const pick = fc.nat(50);
const attempt: fc.Arbitrary<Attempt> = fc.oneof(
  fc.record({
    kind: fc.constant('DEPOSIT' as const),
    owner: firm,
    amount: fc.integer({ min: 1, max: 1000 }),
    instrument: fc.constantFrom('KRW', SHARES),
  }),
  fc.record({
    kind: fc.constant('SPLIT' as const),
    by: firm,
    pick,
    cut: fc.nat(200),
    skew: fc.constantFrom(0, 0, 0, 1, -1),
  }),
  fc.record({ kind: fc.constant('TRANSFER' as const), by: firm, to: firm, pick }),
  fc.record({ kind: fc.constant('WITHDRAW' as const), by: firm, pick, sender: firm }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('RESERVE' as const), leg, pick }) },
  fc.record({ kind: fc.constantFrom('RELEASE' as const, 'CANCEL' as const), leg }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('SETTLE' as const),
      by: fc.constantFrom('a', 'b', 'c', 'kofia'),
    }),
  } as fc.WeightedArbitrary<Attempt>,
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('SETTLE_WITHOUT' as const),
      absent: fc.constantFrom('a' as const, 'b' as const),
      by: fc.constantFrom('a' as const, 'b' as const, 'kofia' as const),
    }),
  },
  fc.record({ kind: fc.constant('CLAIM' as const), by: fc.constantFrom('a' as const, 'b' as const) }),
  fc.record({ kind: fc.constant('FAIL' as const), witness: firm }),
  fc.constant({ kind: 'NEXT_DAY' as const }),
);

/** Makes an attempt, and can make it again. */
type Run = () => Promise<unknown>;

type MovingAttempt = Extract<Attempt, { kind: 'DEPOSIT' | 'SPLIT' | 'TRANSFER' | 'WITHDRAW' }>;
type SettlingAttempt = Exclude<Attempt, MovingAttempt>;

function isMoving(tried: Attempt): tried is MovingAttempt {
  return ['DEPOSIT', 'SPLIT', 'TRANSFER', 'WITHDRAW'].includes(tried.kind);
}

/** A history of attempts on one ledger, with what it has to remember to make them. */
class History {
  readonly #consortium: SimulatedConsortium;
  #ids = 0;
  #nextDays = 0;
  readonly #reservations: [Reservation | null, Reservation | null] = [null, null];
  readonly #released = new Set<Reservation>();
  /** Each transaction that went through, to be sent again. */
  readonly done: (() => Promise<unknown>)[] = [];

  constructor(consortium: SimulatedConsortium) {
    this.#consortium = consortium;
  }

  #id(what: string): string {
    this.#ids += 1;
    return `${what}-${String(this.#ids).padStart(6, '0')}`;
  }

  /** Any lot that the firm has or had: free, reserved or spent. */
  async #lot(owner: Firm, n: number): Promise<Lot | undefined> {
    const lots: Lot[] = [];
    for (const status of ['FREE', 'RESERVED', 'SPENT']) {
      lots.push(...(await lotsAt(this.#consortium, owner, { status })));
    }
    const lot = lots[n % Math.max(lots.length, 1)];
    return lot && { ...lot, status: 'FREE' };
  }

  /** Prepares an attempt; undefined where there is nothing to try it with. */
  prepare(tried: Attempt): Promise<Run | undefined> | Run | undefined {
    return isMoving(tried) ? this.#prepareMoving(tried) : this.#prepareSettling(tried);
  }

  #prepareMoving(tried: MovingAttempt): Promise<Run | undefined> | Run | undefined {
    switch (tried.kind) {
      case 'DEPOSIT':
        return this.#deposit(tried);
      case 'SPLIT':
        return this.#split(tried);
      case 'TRANSFER':
        return this.#transfer(tried);
      case 'WITHDRAW':
        return this.#withdraw(tried);
    }
  }

  #prepareSettling(tried: SettlingAttempt): Promise<Run | undefined> | Run | undefined {
    const reservations = [...this.#reservations];
    switch (tried.kind) {
      case 'RESERVE':
        return this.#reserve(tried);
      case 'RELEASE':
        return this.#release(tried.leg);
      case 'CANCEL':
        return () => consentToCancelling(this.#consortium, NET, legAt(NET, tried.leg).from);
      case 'SETTLE':
        return () => settle(this.#consortium, NET, reservations, { by: tried.by });
      case 'SETTLE_WITHOUT':
        return () => settleWithout(this.#consortium, tried.absent, tried.by, [NET, reservations]);
      case 'CLAIM':
        return () => claimOwn(this.#consortium, tried.by);
      case 'FAIL':
        return () => fail(this.#consortium, NET, this.#standing(), tried.witness);
      case 'NEXT_DAY':
        return this.#nextDay();
    }
  }

  /** The reservations as they stand, by what this history has done. */
  #standing(): (string | null)[] {
    return this.#reservations.map((each) => (each && !this.#released.has(each) ? canonicalJson(each) : null));
  }

  #deposit({ owner, amount, instrument }: Extract<Attempt, { kind: 'DEPOSIT' }>): Run {
    const lot = { lotId: this.#id('lot'), amount: String(amount), instrument };
    const deposit = depositOf(this.#id('deposit'), owner, lot);
    return () => move(this.#consortium, deposit);
  }

  async #transfer({ by, to, pick: n }: Extract<Attempt, { kind: 'TRANSFER' }>): Promise<Run | undefined> {
    const lot = await this.#lot(by, n);
    if (!lot) return undefined;
    const transfer = transferOf(this.#id('transfer'), by, to, [lot], { ...lot, lotId: this.#id('lot') });
    return () => move(this.#consortium, transfer);
  }

  async #withdraw({ by, pick: n, sender }: Extract<Attempt, { kind: 'WITHDRAW' }>): Promise<Run | undefined> {
    const lot = await this.#lot(by, n);
    const withdrawal = lot && withdrawalOf(this.#id('withdraw'), by, lot);
    return withdrawal && (() => move(this.#consortium, withdrawal, { by: sender }));
  }

  async #split({ by, pick: n, cut, skew }: Extract<Attempt, { kind: 'SPLIT' }>) {
    const lot = await this.#lot(by, n);
    if (!lot) return undefined;
    const { instrument, accountKind } = lot;
    const first = BigInt(Math.max(1, cut));
    const rest = BigInt(lot.amount) - first + BigInt(skew);
    const amounts = rest > 0n ? [first, rest] : [BigInt(lot.amount) + BigInt(skew) || 1n];
    const made = amounts.map((amount) => ({
      lotId: this.#id('lot'),
      amount: String(amount),
      instrument,
      accountKind,
    }));
    const split = splitOf(this.#id('split'), by, [lot], ...made);
    return () => move(this.#consortium, split);
  }

  async #reserve({ leg: place, pick: n }: Extract<Attempt, { kind: 'RESERVE' }>) {
    const { from, instrument, amount } = legAt(NET, place);
    const lots = await lotsAt(this.#consortium, from, { instrument });
    const lot = lots.find((each) => each.amount === amount) ?? (await this.#lot(from as Firm, n));
    if (!lot) return undefined;
    const reservation = reservationOf(NET, place, { ...lot, status: 'FREE' });
    return async () => {
      const answer = await reserve(this.#consortium, NET, reservation);
      if ((answer as { status: string }).status === 'RECORDED') this.#reservations[place] = reservation;
      return answer;
    };
  }

  #release(place: 0 | 1) {
    const reservation = this.#reservations[place];
    if (!reservation) return undefined;
    return async () => {
      const answer = await release(this.#consortium, reservation);
      this.#released.add(reservation);
      return answer;
    };
  }

  /** Once only: the day after is open then. */
  #nextDay() {
    if (this.#nextDays > 0) return undefined;
    this.#nextDays += 1;
    return async () => {
      await closeSettlement(this.#consortium);
      const texts = this.#standing();
      for (const witness of ['a', 'b']) {
        await fail(this.#consortium, NET, texts, witness).catch(requireRefusal);
      }
      await this.#consortium.toNextDay('2026-03-12');
      return { status: 'MOVED' };
    };
  }
}

/** Claims what settled without a firm, by what its own peer tells. */
async function claimOwn(consortium: SimulatedConsortium, by: 'a' | 'b'): Promise<unknown> {
  const [state] = await instructionsAt(consortium, by);
  const own = (state?.reservations ?? []).map((text) => {
    const lot = text === null ? undefined : (JSON.parse(text) as Reservation).lot;
    return lot?.owner === by ? text : null;
  });
  return claim(consortium, by, [[NET, state?.unclaimed ?? canonicalJson(settlementOf(NET, TODAY)), own]]);
}

/** Whatever is tried, it is done or refused: nothing else ever happens. */
function requireRefusal(error: unknown): void {
  if (!(error instanceof Refused) || error.code === undefined) throw error;
}

function outstanding(consortium: SimulatedConsortium): Promise<Outstanding[]> {
  return consortium.query(
    consortium.client('kofia', 'operator'),
    transactions.holdings.outstanding,
  ) as Promise<Outstanding[]>;
}

async function requireConserved(consortium: SimulatedConsortium): Promise<void> {
  for (const sum of await outstanding(consortium)) {
    expect(BigInt(sum.outstanding)).toBe(BigInt(sum.deposited) - BigInt(sum.withdrawn));
  }
}

/** What the firms hold by their own copies is what the supervisor holds of them. */
async function requireSameAtFirms(consortium: SimulatedConsortium): Promise<void> {
  const sums = new Map<string, bigint>();
  for (const id of ['a', 'b', 'c']) {
    for (const { instrument, amount } of await lotsAt(consortium, id)) {
      sums.set(instrument, (sums.get(instrument) ?? 0n) + BigInt(amount));
    }
  }
  for (const { instrument, outstanding: sum } of await outstanding(consortium)) {
    expect(String(sums.get(instrument) ?? 0n)).toBe(sum);
  }
}

describe('whatever is tried, and in whatever order', () => {
  it('what is outstanding is what was deposited and not withdrawn, and no lot is consumed twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 10, maxLength: 40 }), async (attempts) => {
        const consortium = await matchedConsortium();
        await recordInstructions(consortium, NET);
        const history = new History(consortium);
        for (const tried of attempts) {
          const run = await history.prepare(tried);
          if (!run) continue;
          await run().then(
            () => history.done.push(run),
            (error: unknown) => {
              requireRefusal(error);
            },
          );
          await requireConserved(consortium);
        }
        const before = await outstanding(consortium);
        for (const again of history.done) await again().catch(requireRefusal);
        expect(await outstanding(consortium)).toEqual(before);
        for (const by of ['a', 'b'] as const) await claimOwn(consortium, by).catch(requireRefusal);
        await requireSameAtFirms(consortium);
      }),
    );
  });
});
