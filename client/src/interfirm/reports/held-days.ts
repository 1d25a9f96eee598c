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

/** What the lots of an account come to. */
function lotsOf({ positions }: HeldFacts, account: Omit<OwnPosition, 'amount'>): bigint {
  const position = positions.find((each) => sameAccount(each, account));
  return (position?.free ?? 0n) + (position?.reserved ?? 0n);
}

/** Rows for lots, too, that nothing explains. */
function rowsOf(
  entries: readonly AccountEntry[],
  date: string,
  before: readonly AccountBalance[],
  facts: HeldFacts,
): (AccountDay & { readonly lots: bigint })[] {
  const held = facts.positions.filter((each) => lotsOf(facts, each) !== 0n);
  const nothing = held.map(({ instrument, accountKind }) => ({ instrument, accountKind, amount: 0n }));
  const rows = accountDay(entries, date, [...before, ...nothing]);
  return rows.map((row) => ({ ...row, lots: lotsOf(facts, row) }));
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
    const kept = await this.#kept.before(date);
    if (kept) {
      const entries = await facts.entries(addDays(kept.date, 1));
      const rows = this.#proved(date, entries, read(kept.text), facts);
      if (rows) return this.#keeping(date, rows, facts);
    }
    const entries = await facts.entries(undefined);
    const rows = this.#proved(date, entries, [], facts);
    if (rows) return this.#keeping(date, rows, facts);
    return this.#rows(date, entries, [], facts);
  }

  #rows(
    date: string,
    entries: readonly AccountEntry[],
    before: readonly AccountBalance[],
    facts: HeldFacts,
  ): HeldDay[] {
    if (facts.today !== undefined && date >= facts.today) return rowsOf(entries, date, before, facts);
    return accountDay(entries, date, before).map((row) => ({ ...row, lots: undefined }));
  }

  /** The rows of a day, also of one that is over, where the same entries come to the lots that there are now. */
  #proved(
    date: string,
    entries: readonly AccountEntry[],
    before: readonly AccountBalance[],
    facts: HeldFacts,
  ): HeldDay[] | undefined {
    const now = facts.today === undefined || date > facts.today ? date : facts.today;
    const rows = rowsOf(entries, now, before, facts);
    if (rows.some(({ closing, lots }) => closing !== lots)) return undefined;
    return this.#rows(date, entries, before, facts);
  }

  /** Keeps what the day in force began with, as long as it is proved. */
  async #keeping(date: string, rows: HeldDay[], { today }: HeldFacts): Promise<HeldDay[]> {
    if (date === today) await this.#kept.keep(addDays(date, -1), textOf(rows));
    return rows;
  }
}
