import {
  accountDay,
  addDays,
  canonicalJson,
  type AccountBalance,
  type AccountDay,
  type AccountEntry,
  type AccountKind,
  type HeldInstrument,
} from '@jangbu/model';
import type { KeptDays } from '../../core/documents/kept-days';
import type { Position } from '../holdings/lot-view';
import type { HeldDay, OwnPosition } from './reports';

/** What a firm's report of what it holds is made from. */
export interface HeldFacts {
  /** The business day in force; undefined before the first one. */
  readonly today: string | undefined;
  /** What the firm's lots come to now. */
  readonly positions: readonly Position[];
  /** What changed what it holds from a business day on; from the first one when left out. */
  readonly entries: (from: string | undefined) => Promise<readonly AccountEntry[]>;
}

function sameAccount(a: Omit<OwnPosition, 'amount'>, b: Omit<OwnPosition, 'amount'>): boolean {
  return a.instrument === b.instrument && a.accountKind === b.accountKind;
}

function withLots(rows: readonly AccountDay[], { positions }: HeldFacts, isToday: boolean): HeldDay[] {
  return rows.map((row) => {
    const position = positions.find((each) => sameAccount(each, row));
    const lots = (position?.free ?? 0n) + (position?.reserved ?? 0n);
    return { ...row, lots: isToday ? lots : undefined };
  });
}

function isProved(rows: readonly HeldDay[]): boolean {
  return rows.every(({ closing, lots }) => lots === undefined || lots === closing);
}

function textOf(rows: readonly HeldDay[]): string {
  return canonicalJson(
    rows
      .filter(({ opening }) => opening !== 0n)
      .map(({ instrument, accountKind, opening }) => [instrument, accountKind, String(opening)]),
  );
}

function read(text: string): AccountBalance[] {
  return (JSON.parse(text) as [HeldInstrument, AccountKind, string][]).map(
    ([instrument, accountKind, amount]) => ({ instrument, accountKind, amount: BigInt(amount) }),
  );
}

/**
 * A firm's days, each from what was kept at the end of an earlier one: what happened before that is not read again. What
 * is kept has been proved by the firm's lots, and is not trusted where they say otherwise later.
 */
export class HeldDays {
  readonly #kept: KeptDays;

  constructor(kept: KeptDays) {
    this.#kept = kept;
  }

  /** Opening, movements and closing of a business day. */
  async of(date: string, facts: HeldFacts): Promise<HeldDay[]> {
    const isToday = facts.today !== undefined && date >= facts.today;
    const kept = await this.#kept.before(date);
    if (kept) {
      const entries = await facts.entries(addDays(kept.date, 1));
      const rows = withLots(accountDay(entries, date, read(kept.text)), facts, isToday);
      if (isProved(rows)) return this.#keeping(date, rows, facts);
    }
    const rows = withLots(accountDay(await facts.entries(undefined), date), facts, isToday);
    return isProved(rows) ? this.#keeping(date, rows, facts) : rows;
  }

  /** Keeps what the day in force began with, as long as it is proved. */
  async #keeping(date: string, rows: HeldDay[], { today }: HeldFacts): Promise<HeldDay[]> {
    if (date === today) await this.#kept.keep(addDays(date, -1), textOf(rows));
    return rows;
  }
}
