import type { Ledger } from '@jangbu/client';
import type { SettlementInstruction, SettlementResult } from '@jangbu/client/interfirm';
import { bringUp, pool } from 'jangbu';
import type { Bench, BenchContext, BenchFigures, Measured } from '../bench';
import { firmFiles } from '../gateway/connection-files';
import { PlainGateway } from '../gateway/stock-gateway';
import { DeliveryDesk, readFirms, type DeliveringFirms } from './delivery-desk';
import { measurePlainSettlement, type MeasuredPlain } from './plain-way';
import { percentile, rounded } from '../measure/statistics';

const BUYERS = 4;
/** Half of them are settled one a transaction, so many at a time; the other half as the SDK puts them together. */
const DELIVERIES_A_BUYER = 128;
const AT_ONCE = 64;

interface MeasuredSdk extends Measured {
  readonly conflicts: number;
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

async function settleSingly(own: Ledger, deliveries: readonly SettlementInstruction[]): Promise<Measured> {
  const started = performance.now();
  const latenciesMs = await pool(deliveries, AT_ONCE, async (delivery) => {
    const begun = performance.now();
    requireSettled(await own.settlement.settle([delivery]));
    return performance.now() - begun;
  });
  return { perSecond: deliveries.length / ((performance.now() - started) / 1000), latenciesMs };
}

async function measureSdk(
  context: BenchContext,
  firms: DeliveringFirms,
  plain: MeasuredPlain,
): Promise<MeasuredSdk & { readonly plainConflicts: number }> {
  const { place, progress } = context;
  const desk = await DeliveryDesk.open(context, firms);
  const gateway = await PlainGateway.open(await firmFiles(place.stateDir, firms.seller.id, 'trader'));
  try {
    const own = desk.of(firms.seller);
    progress({ phase: 'our way', text: 'trading, matching, reserving' });
    await desk.deposit(DELIVERIES_A_BUYER);
    const ready = await desk.readyToSettle(DELIVERIES_A_BUYER);
    const singly = ready.filter((_, i) => i % 2 === 0);
    const together = ready.filter((_, i) => i % 2 === 1);
    progress({ phase: 'our way', text: `settling ${AT_ONCE} at a time` });
    const from = await gateway.height();
    const measured = await settleSingly(own, singly);
    const to = await gateway.height();
    progress({ phase: 'our way', text: `settling ${together.length} together` });
    const begun = performance.now();
    requireSettled(await own.settlement.settle(together));
    const seconds = (performance.now() - begun) / 1000;
    return {
      ...measured,
      deliveries: ready.length,
      togetherPerSecond: together.length / seconds,
      conflicts: await conflictsBetween(own, from, to),
      plainConflicts: await conflictsBetween(own, plain.from, plain.to),
    };
  } finally {
    gateway.close();
    await desk.close();
  }
}

async function run(context: BenchContext): Promise<BenchFigures> {
  await bringUp(context.place, context.progress);
  const firms = await readFirms(context, BUYERS);
  const plain = await measurePlainSettlement(context, firms);
  const ours = await measureSdk(context, firms, plain);
  return {
    bench: 'settle',
    perSecond: rounded(ours.perSecond),
    plainPerSecond: rounded(plain.perSecond),
    ratio: rounded(ours.perSecond / plain.perSecond),
    togetherPerSecond: rounded(ours.togetherPerSecond),
    togetherRatio: rounded(ours.togetherPerSecond / plain.perSecond),
    conflicts: ours.conflicts,
    plainConflicts: ours.plainConflicts,
    p50Ms: rounded(percentile(ours.latenciesMs, 0.5)),
    p95Ms: rounded(percentile(ours.latenciesMs, 0.95)),
    plainP50Ms: rounded(percentile(plain.latenciesMs, 0.5)),
    plainP95Ms: rounded(percentile(plain.latenciesMs, 0.95)),
    plainAtOnce: plain.atOnce,
    deliveries: ours.deliveries,
  };
}

/** Deliveries against payment from one firm's holdings. */
export const settleBench: Bench = {
  name: 'settle',
  about: `deliveries against payment a second from one firm's holdings, ${AT_ONCE} at a time, against one balance a firm`,
  run,
};
