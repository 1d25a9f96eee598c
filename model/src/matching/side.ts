import type {
  CorrectedStatement,
  EntryWithoutEffect,
  NoEffectReason,
  StatementSource,
} from '../documents/matching';
import type { PageEntry, TradeStatement } from '../documents/trade-statements';
import { order } from '../format/order';
import { revisionOf, statementIn } from '../pages/entry';

/** An entry of a page with its place. */
export interface PlacedEntry {
  readonly source: StatementSource;
  readonly entry: PageEntry;
}

/** What one firm says of one trade that is not matched. */
export interface TradeSide {
  readonly source: StatementSource;
  readonly revision: number;
  /** Undefined where the firm has withdrawn its statement. */
  readonly statement: TradeStatement | undefined;
}

/** What new entries have made of a side. */
export interface SideOutcome {
  /** Undefined as long as the firm has said nothing. */
  readonly side: TradeSide | undefined;
  readonly corrected: readonly CorrectedStatement[];
  readonly withoutEffect: readonly EntryWithoutEffect[];
}

/** By revision; of the same one, by page and position. */
function inOrder(a: TradeSide, b: TradeSide): number {
  return (
    a.revision - b.revision ||
    order(a.source.pageId, b.source.pageId) ||
    a.source.position - b.source.position
  );
}

function isSamePlace(a: StatementSource, b: StatementSource): boolean {
  return a.pageId === b.pageId && a.position === b.position;
}

function saidBy({ source, entry }: PlacedEntry): TradeSide {
  return { source, revision: revisionOf(entry), statement: statementIn(entry) };
}

/** An entry that has no effect. */
export function withoutEffect(
  uti: string,
  { source }: { readonly source: StatementSource },
  reason: NoEffectReason,
): EntryWithoutEffect {
  return { uti, source, reason };
}

/**
 * Takes new entries of one firm on one trade that is not matched. Whatever the order in which they are given, and in
 * how many turns: the highest revision counts, and of several of the same one that which comes first by page and
 * position.
 *
 * @param side how the side stood
 * @param entries the new entries, all of the side's own UTI; one that was taken in before changes nothing
 */
export function takeEntries(
  uti: string,
  side: TradeSide | undefined,
  entries: readonly PlacedEntry[],
): SideOutcome {
  const given = entries.map(saidBy).filter(({ source }) => !side || !isSamePlace(source, side.source));
  const [first, ...later] = [...(side ? [side] : []), ...given].sort(inOrder);
  const corrected: CorrectedStatement[] = [];
  const idle: EntryWithoutEffect[] = [];
  let standing = first;
  for (const next of later) {
    if (standing && next.revision === standing.revision) {
      idle.push(withoutEffect(uti, next, 'STATED_BEFORE'));
      continue;
    }
    const kind = next.statement ? 'REPLACED' : 'WITHDRAWN';
    if (standing) corrected.push({ uti, kind, source: next.source, corrected: standing.source });
    standing = next;
  }
  return { side: standing, corrected, withoutEffect: idle };
}
