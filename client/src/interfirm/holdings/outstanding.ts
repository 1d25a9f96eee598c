import { addDays, canonicalJson, order, type HeldInstrument } from '@jangbu/model';
import type { CallOptions } from '../../core/submit/submission';
import type { KeptDays } from '../../core/documents/kept-days';
import type { LotReader } from './lot-reader';
import type { OutstandingSum } from './lot-view';

/** What was deposited and withdrawn of an instrument, all in all. */
type Custody = Pick<OutstandingSum, 'instrument' | 'deposited' | 'withdrawn'>;

function added(sums: readonly Custody[]): Map<HeldInstrument, Custody> {
  const all = new Map<HeldInstrument, Custody>();
  for (const { instrument, deposited, withdrawn } of sums) {
    const before = all.get(instrument) ?? { instrument, deposited: 0n, withdrawn: 0n };
    const sum = { deposited: before.deposited + deposited, withdrawn: before.withdrawn + withdrawn };
    all.set(instrument, { instrument, ...sum });
  }
  return all;
}

function textOf(sums: Iterable<Custody>): string {
  return canonicalJson(
    Array.from(sums, ({ instrument, deposited, withdrawn }) => [
      instrument,
      String(deposited),
      String(withdrawn),
    ]),
  );
}

function read(text: string): Custody[] {
  return (JSON.parse(text) as [HeldInstrument, string, string][]).map(
    ([instrument, deposited, withdrawn]) => ({
      instrument,
      deposited: BigInt(deposited),
      withdrawn: BigInt(withdrawn),
    }),
  );
}

function isProved(sums: readonly OutstandingSum[]): boolean {
  return sums.every(({ deposited, withdrawn, outstanding }) => outstanding === deposited - withdrawn);
}

/**
 * The proof of the whole. What was deposited and withdrawn on days that are over is summed up once and kept; the lots
 * are summed up each time. Where the two do not fit, what was kept is not trusted, and all is summed up anew.
 */
export class OutstandingSums {
  readonly #reader: LotReader;
  readonly #kept: KeptDays;

  constructor(reader: LotReader, kept: KeptDays) {
    this.#reader = reader;
    this.#kept = kept;
  }

  /** @param today the business day in force; undefined before the first one */
  async prove(today: string | undefined, options: CallOptions): Promise<OutstandingSum[]> {
    const kept = today === undefined ? undefined : await this.#kept.before(today);
    if (today === undefined || !kept) return this.#anew(today, options);
    const eve = addDays(today, -1);
    const between =
      kept.date < eve
        ? await this.#reader.outstanding({ from: addDays(kept.date, 1), to: eve }, options)
        : [];
    const before = added([...read(kept.text), ...between]);
    const now = await this.#reader.outstanding({ from: today }, options);
    const sums = withEarlier(now, before);
    if (!isProved(sums)) return this.#anew(today, options);
    if (kept.date < eve) await this.#kept.keep(eve, textOf(before.values()));
    return sums;
  }

  /** What was kept is gone on from no more: what is over has changed, as when a new supervisor takes it over. */
  async forget(today: string): Promise<void> {
    await this.#kept.forget(addDays(today, -1));
  }

  /** Keeps only sums that are proved themselves: with what is of today, they fit the lots. */
  async #anew(today: string | undefined, options: CallOptions): Promise<OutstandingSum[]> {
    if (today === undefined) return this.#reader.outstanding({}, options);
    const eve = addDays(today, -1);
    const before = added(await this.#reader.outstanding({ to: eve }, options));
    const sums = withEarlier(await this.#reader.outstanding({ from: today }, options), before);
    if (!isProved(sums)) return this.#reader.outstanding({}, options);
    await this.#kept.keep(eve, textOf(before.values()));
    return sums;
  }
}

/** Sums of a day with what was deposited and withdrawn before it, sorted by instrument as they are. */
function withEarlier(
  now: readonly OutstandingSum[],
  before: ReadonlyMap<HeldInstrument, Custody>,
): OutstandingSum[] {
  const outstanding = new Map(now.map((sum) => [sum.instrument, sum.outstanding]));
  const all = added([...before.values(), ...now]);
  return [...all.values()]
    .map((sum) => ({ ...sum, outstanding: outstanding.get(sum.instrument) ?? 0n }))
    .sort((a, b) => order(a.instrument, b.instrument));
}
