import { Verifier } from '@jangbu/client/verifier';
import { Type } from '@sinclair/typebox';
import { defineBench, type BenchContext } from '../definition/bench';
import type { Scale } from '../figures/scale';
import { percentile, rounded } from '../measure/statistics';
import { exactly, Positive } from '../figures/figures';
import { identifyMany, type IdentifiedInvestors } from './identified-investors';
import { measureFloor, type LoginFloor } from './login-cryptography';
import { plainVerifier } from './sd-jwt-library';

interface LoginSize {
  readonly copies: number;
  /** Each way runs so often, in turns; the median counts. */
  readonly rounds: number;
}

const SIZES: Readonly<Record<Scale, LoginSize>> = {
  FULL: { copies: 2000, rounds: 5 },
  SHORT: { copies: 100, rounds: 2 },
};
const AUDIENCE = 'https://login.nh.jangbu.example';

interface Shown {
  readonly presentation: string;
  readonly nonce: string;
}

/** Seconds a login, of one round. */
interface Round {
  readonly floor: LoginFloor;
  readonly fresh: number;
  readonly remembered: number;
  readonly plain: number;
}

async function presentAll({ wallets }: IdentifiedInvestors, verifier: Verifier): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (const wallet of wallets) {
    const nonce = await verifier.newNonce();
    const presentation = await wallet.present({ firm: 'nh', audience: AUDIENCE, nonce });
    // As it comes off the network.
    shown.push({ nonce, presentation: Buffer.from(presentation).toString() });
  }
  return shown;
}

async function secondsEach(
  shown: readonly Shown[],
  judge: (shown: Shown) => Promise<unknown>,
): Promise<number> {
  const since = performance.now();
  for (const each of shown) await judge(each);
  return (performance.now() - since) / 1000 / shown.length;
}

async function round(identified: IdentifiedInvestors): Promise<Round> {
  const { mirror, key } = identified;
  const verifier = new Verifier({ member: 'nh', registry: mirror, maxAgeMs: 3_600_000 });
  const judge = async ({ presentation, nonce }: Shown): Promise<void> => {
    const done = await verifier.verify(presentation, { audience: AUDIENCE, nonce });
    if (!done.accepted) throw new RangeError(`refused: ${done.reasons.join()}`);
  };
  const [first, second] = [await presentAll(identified, verifier), await presentAll(identified, verifier)];
  const library = plainVerifier({ ...key.jwk });
  const floor = measureFloor(first.length);
  const fresh = await secondsEach(first, judge);
  const remembered = await secondsEach(second, judge);
  const plain = await secondsEach(first, ({ presentation, nonce }) =>
    library.verify(presentation, { keyBindingNonce: nonce }),
  );
  return { floor, fresh, remembered, plain };
}

/** Logins verified a second in one process with a warm mirror. Needs no network. */
export const loginBench = defineBench({
  name: 'login',
  about: 'logins verified a second, against the cryptography alone and against a plain SD-JWT VC library',
  figures: (scale) =>
    Type.Object(
      {
        perSecond: Positive,
        floorPerSecond: Positive,
        ofFloorPercent: Positive,
        plainPerSecond: Positive,
        ratio: Positive,
        rememberedPerSecond: Positive,
        rememberedRatio: Positive,
        rememberedFloorPerSecond: Positive,
        rememberedOfFloorPercent: Positive,
        copies: exactly(SIZES[scale].copies),
      },
      { additionalProperties: false },
    ),
  async run({ scale, progress }: BenchContext) {
    const { copies, rounds: count } = SIZES[scale];
    progress({ phase: 'login', text: `${copies} investors are identified` });
    const identified = await identifyMany(copies);
    const rounds: Round[] = [];
    for (let i = 0; i < count; i++) {
      progress({ phase: 'login', text: 'the floor, ours and the library, in turns', done: i, total: count });
      rounds.push(await round(identified));
    }
    const median = (of: (each: Round) => number): number => percentile(rounds.map(of), 0.5);
    const [fresh, remembered, plain] = [
      median((each) => each.fresh),
      median((each) => each.remembered),
      median((each) => each.plain),
    ];
    const [floor, rememberedFloor] = [
      median((each) => each.floor.fresh),
      median((each) => each.floor.remembered),
    ];
    return {
      perSecond: rounded(1 / fresh),
      floorPerSecond: rounded(1 / floor),
      ofFloorPercent: rounded((100 * floor) / fresh),
      plainPerSecond: rounded(1 / plain),
      ratio: rounded(plain / fresh),
      rememberedPerSecond: rounded(1 / remembered),
      rememberedRatio: rounded(plain / remembered),
      rememberedFloorPerSecond: rounded(1 / rememberedFloor),
      rememberedOfFloorPercent: rounded((100 * rememberedFloor) / remembered),
      copies: identified.wallets.length,
    };
  },
});
