import type {
  CorrectedStatement,
  EntryWithoutEffect,
  NoEffectReason,
  OpenCorrection,
  OpenStatement,
  StatementSource,
} from '../documents/matching';
import type { PageEntry } from '../documents/trade-statements';
import { order } from '../format/order';
import { isCorrection, placeCorrected, statementIn } from '../pages/entry';

/** An entry of a page with its place. */
export interface PlacedEntry {
  readonly source: StatementSource;
  readonly entry: PageEntry;
}

/** One firm's side of one trade, as far as it is not matched. */
export interface TradeSide {
  /** The statement that stands, if any. */
  readonly standing: OpenStatement | undefined;
  /** Corrections that wait for the page which they mean. */
  readonly corrections: readonly OpenCorrection[];
  /** Where the withdrawal stands by which the side was withdrawn, unless it was stated anew. */
  readonly withdrawn: StatementSource | undefined;
}

/** What new entries have made of a side. */
export interface SideOutcome extends TradeSide {
  readonly corrected: readonly CorrectedStatement[];
  readonly withoutEffect: readonly EntryWithoutEffect[];
}

function inOrder(a: { readonly source: StatementSource }, b: { readonly source: StatementSource }): number {
  return order(a.source.pageId, b.source.pageId) || a.source.position - b.source.position;
}

/** An entry that has no effect. */
export function withoutEffect(
  { source, entry: { uti } }: PlacedEntry,
  reason: NoEffectReason,
): EntryWithoutEffect {
  return { uti, source, reason };
}

function asEntry({ source, correction }: OpenCorrection): PlacedEntry {
  return { source, entry: correction };
}

/** The corrections of one side of one trade, each of which corrects one statement at most. */
class Corrections {
  readonly corrected: CorrectedStatement[] = [];
  #left: readonly OpenCorrection[];

  constructor(corrections: readonly OpenCorrection[]) {
    this.#left = [...corrections].sort(inOrder);
  }

  /** Those that found no statement to correct. */
  get left(): readonly OpenCorrection[] {
    return this.#left;
  }

  /** The first correction that means the statement at a place. */
  #take({ pageId, position }: StatementSource): OpenCorrection | undefined {
    const taken = this.#left.find(({ correction }) => {
      const place = placeCorrected(correction);
      return place?.pageId === pageId && place.position === position;
    });
    this.#left = this.#left.filter((each) => each !== taken);
    return taken;
  }

  /** What a statement has come to, by its correction, by the correction of that one, and so on. */
  follow(stated: OpenStatement): OpenStatement | { readonly withdrawn: StatementSource } {
    const next = this.#take(stated.source);
    if (!next) return stated;
    const { source, correction } = next;
    const statement = statementIn(correction);
    const kind = statement ? 'REPLACED' : 'WITHDRAWN';
    this.corrected.push({ uti: correction.uti, kind, source, corrected: stated.source });
    return statement ? this.follow({ source, statement }) : { withdrawn: source };
  }
}

/**
 * Takes new entries of one firm on one trade that is not matched. Whatever the order in which they
 * are given: each correction names the statement that it means; of two that mean the same one, and of
 * two statements of the same trade, the one that comes first by page and position counts.
 *
 * @param side how the side stood
 * @param entries the new entries, all of the side's own UTI
 * @param isTakenIn whether a match has taken in (now or before) the firm's page of an id; a correction
 *   of a page that none has waits for it
 */
export function takeEntries(
  side: TradeSide,
  entries: readonly PlacedEntry[],
  isTakenIn: (pageId: string) => boolean,
): SideOutcome {
  const given = [...entries].sort(inOrder);
  const corrections = new Corrections([
    ...side.corrections,
    ...given.flatMap(({ source, entry }) => (isCorrection(entry) ? [{ source, correction: entry }] : [])),
  ]);
  const stated = given.flatMap(({ source, entry }) => {
    const statement = isCorrection(entry) ? undefined : statementIn(entry);
    return statement ? [{ source, statement }] : [];
  });
  const roots = side.standing ? [side.standing, ...stated] : stated;
  const ends = roots.map((root) => corrections.follow(root));
  const [standing, ...others] = ends.flatMap((end) => ('withdrawn' in end ? [] : [end]));
  const withdrawals = ends.flatMap((end) => ('withdrawn' in end ? [end.withdrawn] : []));
  const isWaiting = ({ correction }: OpenCorrection): boolean =>
    !isTakenIn(placeCorrected(correction)?.pageId ?? '');
  return {
    standing,
    corrections: corrections.left.filter(isWaiting),
    withdrawn: standing ? undefined : (withdrawals.at(-1) ?? side.withdrawn),
    corrected: corrections.corrected,
    withoutEffect: [
      ...others.map(({ source, statement }) => withoutEffect({ source, entry: statement }, 'STATED_BEFORE')),
      ...corrections.left
        .filter((each) => !isWaiting(each))
        .map((each) => withoutEffect(asEntry(each), 'NOT_STANDING')),
    ],
  };
}

/** All that was still open on a side of a trade which is matched now: it can have no effect any more. */
export function overtaken(corrections: readonly OpenCorrection[]): EntryWithoutEffect[] {
  return corrections.map((each) => withoutEffect(asEntry(each), 'MATCHED'));
}
