import { eachOf } from '@jangbu/network';
import type { Ledger } from '@jangbu/client';
import type { SettlementInstruction, SettlementResult } from '@jangbu/client/interfirm';
import { Type } from '@sinclair/typebox';
import type { NetworkContext } from 'jangbu';
import { defineBench, type BenchContext } from '../definition/bench';
import type { Scale } from '../figures/scale';
import { connectionFiles } from '../gateway/connection-files';
import { StockGateway } from '../gateway/stock-gateway';
import type { Measured, PlainSize } from '../measure/concurrency';
import { Spent, spentOn } from '../measure/spent';
import { percentile, rounded } from '../measure/statistics';
import { Count, exactly, Positive, PositiveCount } from '../figures/figures';
import { DeliveryDesk, readFirms, type DeliveringFirms } from './delivery-desk';
import { measurePlainSettlement, type MeasuredPlainSettlement } from './plain-way';

interface SettleSize {
  readonly buyers: number;
  /** Half of them are settled one a transaction, so many at a time; the other half as the SDK puts them together. */
  readonly deliveriesABuyer: number;
  readonly atOnce: number;
  readonly plain: PlainSize;
}

const SIZES: Readonly<Record<Scale, SettleSize>> = {
  FULL: {
    ...{ buyers: 4, deliveriesABuyer: 128, atOnce: 64 },
    plain: { atOnce: [1, 4, 16, 64], trial: 32, measured: 96 },
  },
  SHORT: {
    ...{ buyers: 2, deliveriesABuyer: 16, atOnce: 16 },
    plain: { atOnce: [1], trial: 0, measured: 8 },
  },
};

interface MeasuredSdk {
  /** One a transaction. */
  readonly singly: Measured;
  readonly spent: Spent;
  readonly conflicts: number;
  readonly plainConflicts: number;
  readonly togetherPerSecond: number;
  readonly deliveries: number;
}

function requireSettled(results: readonly SettlementResult[]): void {
  for (const result of results) {
    if (result.status === 'FAILED') throw result.error;
    if (result.status === 'REFUSED') throw new RangeError(`a delivery was refused: ${result.code}`);
  }
}

/** How many transactions between two heights were found to conflict with what others had written. */
async function conflictsBetween(ledger: Ledger, from: number, to: number): Promise<number> {
  let conflicts = 0;
  if (from === to) return 0;
  const signal = AbortSignal.timeout(60_000);
  for await (const block of ledger.blocks({ from: BigInt(from), privateData: 'WITHOUT', signal })) {
    conflicts += block.rejected.filter(({ validation }) => validation === 'MVCC_READ_CONFLICT').length;
    if (block.number >= BigInt(to - 1)) break;
  }
  return conflicts;
}

async function settleSingly(
  own: Ledger,
  deliveries: readonly SettlementInstruction[],
  atOnce: number,
): Promise<Measured> {
  const started = performance.now();
  const latenciesMs = await eachOf(deliveries, atOnce, async (delivery) => {
    const begun = performance.now();
    requireSettled(await own.settlement.settle([delivery]));
    return performance.now() - begun;
  });
  return { perSecond: deliveries.length / ((performance.now() - started) / 1000), latenciesMs };
}

async function settleTogether(own: Ledger, deliveries: readonly SettlementInstruction[]): Promise<number> {
  const begun = performance.now();
  requireSettled(await own.settlement.settle(deliveries));
  return deliveries.length / ((performance.now() - begun) / 1000);
}

/** @returns how many of the deliveries stand as settled on the ledger */
async function settledOf(own: Ledger, deliveries: readonly SettlementInstruction[]): Promise<number> {
  const ids = new Set(deliveries.map(({ instructionId }) => instructionId));
  const all = await own.settlement.instructions();
  return all.filter(({ instructionId, status }) => ids.has(instructionId) && status === 'SETTLED').length;
}

async function measureSdk(
  bench: BenchContext,
  context: NetworkContext,
  firms: DeliveringFirms,
  plain: MeasuredPlainSettlement,
): Promise<MeasuredSdk> {
  const { progress, network, scale } = bench;
  const { deliveriesABuyer, atOnce } = SIZES[scale];
  const desk = await DeliveryDesk.open(context, firms);
  const gateway = await StockGateway.open(await connectionFiles(context.stateDir, firms.seller.id, 'trader'));
  try {
    const own = desk.of(firms.seller);
    progress({ phase: 'our way', text: 'trading, matching, reserving' });
    await desk.deposit(deliveriesABuyer);
    const ready = await desk.readyToSettle(deliveriesABuyer);
    const asked = deliveriesABuyer * firms.buyers.length;
    if (ready.length !== asked) throw new RangeError(`of ${asked} deliveries ${ready.length} are ready`);
    const singly = ready.filter((_, i) => i % 2 === 0);
    const together = ready.filter((_, i) => i % 2 === 1);
    progress({ phase: 'our way', text: `settling ${atOnce} at a time` });
    const endorsers = [firms.seller, ...firms.buyers].map(({ id }) => id);
    const from = await gateway.height();
    const { result, spent } = await spentOn(network, endorsers, singly.length, () =>
      settleSingly(own, singly, atOnce),
    );
    const to = await gateway.height();
    progress({ phase: 'our way', text: `settling ${together.length} together` });
    const togetherPerSecond = await settleTogether(own, together);
    const deliveries = await settledOf(own, ready);
    if (deliveries !== asked) throw new RangeError(`of ${asked} deliveries ${deliveries} are settled`);
    return {
      ...{ singly: result, spent, togetherPerSecond, deliveries },
      conflicts: await conflictsBetween(own, from, to),
      plainConflicts: await conflictsBetween(own, plain.from, plain.to),
    };
  } finally {
    gateway.close();
    await desk.close();
  }
}

/** Deliveries against payment from one firm's holdings. */
export const settleBench = defineBench({
  name: 'settle',
  about:
    "deliveries against payment a second from one firm's holdings, many at a time, against one balance a firm",
  figures: (scale) =>
    Type.Object(
      {
        perSecond: Positive,
        plainPerSecond: Positive,
        ratio: Positive,
        togetherPerSecond: Positive,
        togetherRatio: Positive,
        /** Lots do not meet: there is nothing to conflict about. */
        conflicts: exactly(0),
        plainConflicts: Count,
        p50Ms: Positive,
        p95Ms: Positive,
        plainP50Ms: Positive,
        plainP95Ms: Positive,
        plainAtOnce: PositiveCount,
        deliveries: PositiveCount,
        plainDeliveries: exactly(SIZES[scale].plain.measured),
        members: PositiveCount,
        spent: Spent,
      },
      { additionalProperties: false },
    ),
  async run(bench: BenchContext) {
    const { network, scale, consortium } = bench;
    const size = SIZES[scale];
    const context = await network.ready();
    const firms = await readFirms(context, size.buyers);
    const plain = await measurePlainSettlement(bench, context, firms, size.plain);
    const { singly: ours, ...others } = await measureSdk(bench, context, firms, plain);
    return {
      perSecond: rounded(ours.perSecond),
      plainPerSecond: rounded(plain.perSecond),
      ratio: rounded(ours.perSecond / plain.perSecond),
      togetherPerSecond: rounded(others.togetherPerSecond),
      togetherRatio: rounded(others.togetherPerSecond / plain.perSecond),
      conflicts: others.conflicts,
      plainConflicts: others.plainConflicts,
      p50Ms: rounded(percentile(ours.latenciesMs, 0.5)),
      p95Ms: rounded(percentile(ours.latenciesMs, 0.95)),
      plainP50Ms: rounded(percentile(plain.latenciesMs, 0.5)),
      plainP95Ms: rounded(percentile(plain.latenciesMs, 0.95)),
      plainAtOnce: plain.atOnce,
      deliveries: others.deliveries,
      plainDeliveries: plain.latenciesMs.length,
      members: consortium.members.length,
      spent: others.spent,
    };
  },
});
