import { canonicalJson, settlementOf, transactions, type Outstanding, type Reservation } from '@jangbu/model';
import { TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import {
  claim,
  matchedConsortium,
  NET,
  recordInstructions,
  reserveBoth,
  settleWithout,
} from '../../../testing/settling';
import { nameSupervisor, takeOver } from '../../../testing/supervision';

const SUMS = ['KR7000000018 150=150', 'KRW 10650000=10650000'];

/** What was deposited and not withdrawn, and what is in lots, by the supervisor's own collection. */
async function sumsAt(consortium: SimulatedConsortium, id: string): Promise<readonly string[]> {
  const operator = consortium.client(id, 'operator');
  const sums = (await consortium.query(operator, transactions.holdings.outstanding)) as Outstanding[];
  return sums.map(
    ({ instrument, deposited, withdrawn, outstanding }) =>
      `${instrument} ${String(BigInt(deposited) - BigInt(withdrawn))}=${outstanding}`,
  );
}

interface Settled {
  readonly consortium: SimulatedConsortium;
  readonly reservations: readonly [Reservation, Reservation];
}

/** The net instruction is settled by b without a. */
async function settledWithoutA(): Promise<Settled> {
  const consortium = await matchedConsortium();
  await recordInstructions(consortium, NET);
  const reservations = await reserveBoth(consortium);
  await settleWithout(consortium, 'a', 'b', [NET, reservations]);
  return { consortium, reservations };
}

function claimingA({ consortium, reservations }: Settled): Promise<unknown> {
  const text = canonicalJson(settlementOf(NET, TODAY));
  return claim(consortium, 'a', [[NET, text, [null, canonicalJson(reservations[1])]]]);
}

describe('supervision that is handed over between settling and claiming', () => {
  it.each([[['kofia']], [['kofia', 'a', 'b']], [['a', 'b', 'kofia']], [['a', 'b']], [['b', 'a']]])(
    'loses nothing, whoever gives what it has: %p',
    async (sources) => {
      const settled = await settledWithoutA();
      const { consortium } = settled;
      await nameSupervisor(consortium, 'c');
      expect(await takeOver(consortium, 'c', ...sources)).toMatchObject({ declined: [] });
      expect(await sumsAt(consortium, 'c')).toEqual(SUMS);
      expect(await claimingA(settled)).toEqual({ status: 'RECORDED' });
      expect(await sumsAt(consortium, 'c')).toEqual(SUMS);
    },
  );
});
