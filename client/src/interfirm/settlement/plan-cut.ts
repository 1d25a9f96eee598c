import { MOVEMENT_LOTS_MAX, type AccountKind, type HeldInstrument, type Lot } from '@jangbu/model';

/** An exact amount that is wanted as one lot. */
export interface Need {
  readonly instrument: HeldInstrument;
  readonly accountKind: AccountKind;
  /** In the instrument's smallest unit. */
  readonly amount: bigint;
}

/** How far free lots go towards what is wanted. */
export interface CutPlan<N extends Need> {
  /** What a lot of the exact amount is there for, each lot once. */
  readonly exact: readonly (readonly [need: N, lot: Lot])[];
  /**
   * One split that makes as many of the others as it can; undefined when there is none to make. Where
   * so many small lots are needed that one transaction does not take them, it only puts them together.
   */
  readonly cut: { readonly consumed: readonly Lot[]; readonly into: readonly N[] } | undefined;
  /** What is left over for a later split. */
  readonly later: readonly N[];
  /** What the free lots, all together, do not hold: those asked for first come first. */
  readonly short: readonly N[];
}

const purse = ({ instrument, accountKind }: Pick<Need, 'instrument' | 'accountKind'>): string =>
  `${instrument}/${accountKind}`;

const total = (lots: readonly Lot[]): bigint => lots.reduce((sum, { amount }) => sum + BigInt(amount), 0n);

function largestFirst(lots: readonly Lot[]): Lot[] {
  return [...lots].sort((a, b) => (BigInt(a.amount) < BigInt(b.amount) ? 1 : -1));
}

/** As many lots as one transaction takes. */
function largest(lots: readonly Lot[]): Lot[] {
  return largestFirst(lots).slice(0, MOVEMENT_LOTS_MAX);
}

function grouped<T extends Pick<Need, 'instrument' | 'accountKind'>>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(purse(item), [...(groups.get(purse(item)) ?? []), item]);
  return groups;
}

/** Takes lots of exact amounts out of those that are free. */
function takeExact<N extends Need>(
  needs: readonly N[],
  lots: readonly Lot[],
): { exact: [N, Lot][]; needs: N[]; lots: Lot[] } {
  const byAmount = new Map<string, Lot[]>();
  for (const lot of lots) {
    const name = `${purse(lot)}/${lot.amount}`;
    byAmount.set(name, [...(byAmount.get(name) ?? []), lot]);
  }
  const exact: [N, Lot][] = [];
  const rest = needs.filter((need) => {
    const lot = byAmount.get(`${purse(need)}/${need.amount}`)?.pop();
    if (lot) exact.push([need, lot]);
    return !lot;
  });
  const taken = new Set(exact.map(([, lot]) => lot));
  return { exact, needs: rest, lots: lots.filter((lot) => !taken.has(lot)) };
}

/** One purse's part of a split that has room for so many lots on either side. */
function cutPurse<N extends Need>(needs: readonly N[], lots: readonly Lot[], room: Room): PurseCut<N> {
  const affordable: N[] = [];
  const short: N[] = [];
  let left = total(lots);
  for (const need of needs) {
    if (need.amount > left) short.push(need);
    else {
      affordable.push(need);
      left -= need.amount;
    }
  }
  const consumed: Lot[] = [];
  const into: N[] = [];
  const sorted = largestFirst(lots);
  let spare = 0n;
  for (const need of affordable) {
    // One place among what is made is kept for the change.
    if (into.length + 1 >= room.produced) break;
    while (spare < need.amount && consumed.length < room.consumed) {
      const lot = sorted[consumed.length];
      if (!lot) break;
      consumed.push(lot);
      spare += BigInt(lot.amount);
    }
    if (spare < need.amount) break;
    spare -= need.amount;
    into.push(need);
  }
  const useful = into.length > 0 ? consumed : [];
  return { consumed: useful, into, later: affordable.slice(into.length), short };
}

interface Room {
  readonly consumed: number;
  readonly produced: number;
}

interface PurseCut<N> {
  readonly consumed: readonly Lot[];
  readonly into: readonly N[];
  readonly later: readonly N[];
  readonly short: readonly N[];
}

/**
 * Plans how a firm's free lots become the exact amounts that it wants: lots that fit already are taken
 * as they are, and one split, over all instruments at once, cuts as many of the others as one
 * transaction takes. Whoever wants more plans again after that split.
 *
 * @param needs in the order in which they are to be served
 * @param lots the firm's free lots
 */
export function planCut<N extends Need>(needs: readonly N[], lots: readonly Lot[]): CutPlan<N> {
  const { exact, needs: others, lots: spare } = takeExact(needs, lots);
  const lotsOf = grouped(spare);
  const consumed: Lot[] = [];
  const into: N[] = [];
  const later: N[] = [];
  const short: N[] = [];
  let made = 0;
  for (const [name, wanted] of grouped(others)) {
    const room = { consumed: MOVEMENT_LOTS_MAX - consumed.length, produced: MOVEMENT_LOTS_MAX - made };
    const part = cutPurse(wanted, lotsOf.get(name) ?? [], room);
    consumed.push(...part.consumed);
    into.push(...part.into);
    later.push(...part.later);
    short.push(...part.short);
    if (part.into.length > 0) made += part.into.length + 1;
  }
  if (into.length > 0) return { exact, cut: { consumed, into }, later, short };
  const small = later[0] ? lotsOf.get(purse(later[0])) : undefined;
  return { exact, cut: small && { consumed: largest(small), into }, later, short };
}
