import { canonicalJson } from '../format/canonical';
import { groupBy } from '../format/group';
import { hmacSha256 } from '../format/hash';
import { order } from '../format/order';
import type { MatchIndex, MatchShard, OpenShard } from '../documents/matching';
import { noMatches, type GivenShard, type MatchState } from './state';

/** So many trades a shard has on average, at most: what a match of one trade reads and writes. */
export const SHARD_TRADES = 256;
/** So many shards are added by one match at most: a long match leaves the others to the ones after it. */
const GROWTH_MAX = 16;

const SALT_DOMAIN = 'jangbu/shard-salt/1';

/** What is written of a pair's trade date: its head, and the shards that changed. */
export interface MatchDocuments {
  readonly index: MatchIndex;
  readonly matched: readonly MatchShard[];
  readonly open: readonly OpenShard[];
}

/** The shard out of which a shard is cut, by linear hashing: the one that shares all but its highest bit. */
export function cutFrom(shard: number): number {
  return shard - 2 ** Math.floor(Math.log2(shard));
}

/**
 * FNV-1a of a text, its bits mixed once more (as MurmurHash3 ends). Thousands are taken in one match, and no more is
 * asked of it than that it spreads: who wants a shard of their own pair to be long finds UTIs for any hash.
 */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * In which of so many shards a trade (or whatever else has a name) stands. By linear hashing: when one more shard is added, the trades of one
 * other are shared with it, and all others stay where they are.
 */
export function shardOf(name: string, shards: number): number {
  if (shards === 1) return 0;
  // Names that count up stand together but for their last two characters: so a page of trades takes few shards.
  const hash = spread(name.slice(0, -2));
  const whole = 2 ** Math.floor(Math.log2(shards));
  const fine = hash % (2 * whole);
  return fine < shards ? fine : hash % whole;
}

/** How many shards there are after a match: as many as the trades known before it call for. */
export function grownTo(index: MatchIndex | undefined): number {
  if (!index) return 1;
  const due = Math.ceil(index.trades / SHARD_TRADES);
  return Math.max(index.shards, Math.min(due, index.shards + GROWTH_MAX));
}

/** The shards in which some trades stand. */
export function shardsOf(index: MatchIndex | undefined, utis: Iterable<string>): number[] {
  const shards = index?.shards ?? 1;
  const found = new Set<number>();
  for (const uti of utis) found.add(shardOf(uti, shards));
  return [...found].sort((a, b) => a - b);
}

/** The shards that a match of some trades takes: those in which they stand, and those out of which new ones are cut. */
export function shardsToMatch(index: MatchIndex | undefined, utis: Iterable<string>): number[] {
  const found = new Set(shardsOf(index, utis));
  if (index) {
    for (let added = index.shards; added < grownTo(index); added += 1) {
      let from = cutFrom(added);
      while (from >= index.shards) from = cutFrom(from);
      found.add(from);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** What a head and some of its shards say together. */
export function gathered(
  pair: readonly [string, string],
  tradeDate: string,
  index: MatchIndex | undefined,
  shards: readonly GivenShard[],
): MatchState {
  const { sequence, obligations, instructed } = index ?? noMatches(pair, tradeDate);
  const matched = shards.map((each) => each.matched);
  const open = shards.map((each) => each.open);
  return {
    pair: [...pair],
    tradeDate,
    sequence,
    obligations,
    instructed,
    matched: Object.assign({}, ...matched.map((each) => each?.matched)) as Record<string, number>,
    gross: matched.flatMap((each) => each?.gross ?? []).sort(order),
    returned: Object.assign({}, ...matched.map((each) => each?.returned)) as MatchState['returned'],
    cancelled: Object.assign({}, ...matched.map((each) => each?.cancelled)) as Record<string, number>,
    open: open.flatMap((each) => each?.open ?? []).sort((a, b) => order(a.statement.uti, b.statement.uti)),
    withdrawn: open.flatMap((each) => each?.withdrawn ?? []).sort((a, b) => order(a.uti, b.uti)),
    asked: open.flatMap((each) => each?.asked ?? []).sort((a, b) => order(a.uti, b.uti) || order(a.by, b.by)),
  };
}

type Parts = Pick<
  MatchState,
  'matched' | 'gross' | 'returned' | 'cancelled' | 'open' | 'withdrawn' | 'asked'
>;

/** UTIs of all trades of a part. */
function utisIn({ matched, cancelled, open, withdrawn }: Parts): Set<string> {
  return new Set([
    ...Object.keys(matched),
    ...Object.keys(cancelled),
    ...open.map(({ statement }) => statement.uti),
    ...withdrawn.map(({ uti }) => uti),
  ]);
}

/** What of a state belongs to each of its shards. */
function cut(state: MatchState, shards: number): (shard: number) => Parts {
  const byShard = <T>(items: readonly T[], utiOf: (item: T) => string): Map<number, T[]> =>
    groupBy(items, (item) => shardOf(utiOf(item), shards));
  const matched = byShard(Object.entries(state.matched), ([uti]) => uti);
  const gross = byShard(state.gross, (uti) => uti);
  const returned = byShard(Object.entries(state.returned), ([uti]) => uti);
  const cancelled = byShard(Object.entries(state.cancelled), ([uti]) => uti);
  const open = byShard(state.open, ({ statement }) => statement.uti);
  const withdrawn = byShard(state.withdrawn, ({ uti }) => uti);
  const asked = byShard(state.asked, ({ uti }) => uti);
  return (shard) => ({
    matched: Object.fromEntries(matched.get(shard) ?? []),
    gross: gross.get(shard) ?? [],
    returned: Object.fromEntries(returned.get(shard) ?? []),
    cancelled: Object.fromEntries(cancelled.get(shard) ?? []),
    open: open.get(shard) ?? [],
    withdrawn: withdrawn.get(shard) ?? [],
    asked: asked.get(shard) ?? [],
  });
}

const NOTHING: Parts = {
  ...{ matched: {}, gross: [], returned: {}, cancelled: {} },
  ...{ open: [], withdrawn: [], asked: [] },
};

/** What a shard has said so far. */
function saidBy({ matched, open }: Pick<GivenShard, 'matched' | 'open'>): Parts {
  return {
    ...NOTHING,
    ...(matched && {
      ...{ matched: matched.matched, gross: matched.gross },
      ...{ returned: matched.returned, cancelled: matched.cancelled },
    }),
    ...(open && { open: open.open, withdrawn: open.withdrawn, asked: open.asked }),
  };
}

function count(trades: Readonly<Record<string, number>>): number {
  return Object.keys(trades).length;
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

function isOpen({ open, withdrawn, asked }: Parts): boolean {
  return open.length + withdrawn.length + asked.length > 0;
}

/** A head and those of its shards that something starts from. */
interface HeadAndShards {
  readonly index: MatchIndex | undefined;
  readonly shards: readonly GivenShard[];
}

/** A shard as it was, and as it is now. */
interface Changed {
  readonly shard: number;
  readonly then: Parts;
  readonly now: Parts;
}

/** The shards in which anything may have changed: those that were given, and new ones. */
function atHand(
  { index, shards: given }: HeadAndShards,
  state: MatchState,
  shards: number,
): readonly Changed[] {
  const before = index?.shards ?? 1;
  const added = Array.from({ length: shards - before }, (_, i) => ({
    shard: before + i,
    matched: null,
    open: null,
  }));
  const nowIn = cut(state, shards);
  return [...given, ...added].map((each) => ({
    shard: each.shard,
    then: saidBy(each),
    now: nowIn(each.shard),
  }));
}

/** What is written of one shard: those of its two documents of which the content has changed. */
function written(
  { pair, tradeDate }: MatchState,
  { shard, then, now }: Changed,
  salt: string,
): { readonly matched: MatchShard[]; readonly open: OpenShard[] } {
  const frame = (kind: string) => ({
    version: 1 as const,
    pair: [...pair] as [string, string],
    tradeDate,
    shard,
    salt: hmacSha256(Buffer.from(salt, 'hex'), `${SALT_DOMAIN}/${kind}/${shard}`).toString('hex'),
  });
  const returned = Object.fromEntries(Object.entries(now.returned).map(([uti, parts]) => [uti, [...parts]]));
  const settled = { matched: now.matched, gross: [...now.gross], returned, cancelled: now.cancelled };
  const pending = { open: [...now.open], withdrawn: [...now.withdrawn], asked: [...now.asked] };
  const same = (parts: Partial<Parts>): boolean =>
    isSame(parts, Object.fromEntries(Object.keys(parts).map((name) => [name, then[name as keyof Parts]])));
  return {
    matched: same(settled) ? [] : [{ type: 'match-shard', ...frame('matched'), ...settled }],
    open: same(pending) ? [] : [{ type: 'open-shard', ...frame('open'), ...pending }],
  };
}

/** How many trades an index tells of once shards have changed. */
function counted(
  index: Pick<MatchIndex, 'trades' | 'matched' | 'cancelled'> | undefined,
  changed: readonly Changed[],
): Pick<MatchIndex, 'trades' | 'matched' | 'cancelled'> {
  const { trades, matched, cancelled } = index ?? { trades: 0, matched: 0, cancelled: 0 };
  const more = (of: (parts: Parts) => number): number =>
    changed.reduce((sum, { then, now }) => sum + of(now) - of(then), 0);
  return {
    trades: trades + more((parts) => utisIn(parts).size),
    matched: matched + more((parts) => count(parts.matched)),
    cancelled: cancelled + more((parts) => count(parts.cancelled)),
  };
}

/**
 * What is to be written when a state has come out of a head and some of its shards: the head, and those shards of
 * which the content has changed.
 *
 * @param before the head and the shards from which the state was gathered
 * @param shards how many there are from now on
 * @param salt of the head; those of the shards derive from it
 */
export function scattered(
  before: HeadAndShards,
  state: MatchState,
  shards: number,
  salt: string,
): MatchDocuments {
  const { index } = before;
  const { pair, tradeDate, sequence, obligations, instructed } = state;
  const changed = atHand(before, state, shards);
  const open = new Set(index?.open);
  for (const { shard, now } of changed) {
    if (isOpen(now)) open.add(shard);
    else open.delete(shard);
  }
  const documents = changed.map((each) => written(state, each, salt));
  return {
    index: {
      type: 'match-index',
      version: 1,
      pair: [...pair],
      tradeDate,
      sequence,
      shards,
      ...counted(index, changed),
      open: [...open].sort((a, b) => a - b),
      obligations: [...obligations],
      instructed: [...instructed],
      salt,
    },
    matched: documents.flatMap((each) => each.matched),
    open: documents.flatMap((each) => each.open),
  };
}
