import { eachOf } from '@jangbu/network';
import { randomBytes } from 'node:crypto';
import { COPIES_MAX } from '@jangbu/model';
import { IssuingFirm } from '@jangbu/example-trading-day';
import { COPIES_A_SET } from 'jangbu';
import { Type } from '@sinclair/typebox';
import { defineBench, type BenchContext } from '../definition/bench';
import type { Scale } from '../figures/scale';
import { Spent, spentOn } from '../measure/spent';
import { exactly, Positive, PositiveCount } from '../figures/figures';
import { issuerOf } from './firms';
import { rounded } from '../measure/statistics';

interface IssueSize {
  readonly batches: number;
  readonly batchesAtOnce: number;
  /** The plain way: one copy a transaction. */
  readonly plain: number;
  readonly plainAtOnce: number;
  /** Sets that are signed, to see how fast the issuer itself is. */
  readonly sets: number;
}

const SIZES: Readonly<Record<Scale, IssueSize>> = {
  FULL: { batches: 30, batchesAtOnce: 6, plain: 200, plainAtOnce: 64, sets: 300 },
  SHORT: { batches: 4, batchesAtOnce: 2, plain: 8, plainAtOnce: 8, sets: 20 },
};

const DAY = 86_400;

function hash(): string {
  return randomBytes(32).toString('hex');
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return (performance.now() - since) / 1000;
}

/** Batches recorded, and how long that took. */
interface Recorded {
  readonly copies: number;
  readonly seconds: number;
}

/** Records so many batches, of entries that look like any other. */
async function record(firm: IssuingFirm, batches: number, copies: number, atOnce: number): Promise<Recorded> {
  const validFrom = Math.floor(Date.now() / 1000 / DAY) * DAY;
  const all = Array.from({ length: batches }, () => ({
    ...{ batchId: randomBytes(16).toString('base64url'), kid: firm.kid },
    ...{ validFrom, validUntil: validFrom + 364 * DAY },
    copies: Array.from({ length: copies }, () => ({ recordId: hash(), killTag: hash() })),
  }));
  let recorded = 0;
  const seconds = await secondsOf(() =>
    eachOf(all, atOnce, async (batch) => {
      await firm.ledger.credentials.recordBatch(batch);
      recorded += batch.copies.length;
    }),
  );
  return { copies: recorded, seconds };
}

async function measure(
  { network, progress }: BenchContext,
  firm: IssuingFirm,
  { batches, batchesAtOnce, plain: single, plainAtOnce, sets }: IssueSize,
): Promise<{ signing: number; ours: Recorded; plain: Recorded; spent: Spent }> {
  progress({ phase: 'issue', text: `${sets} sets are signed` });
  const signing = await secondsOf(async () => {
    for (let i = 0; i < sets; i++) await firm.identify(`bench ${i}`);
  });
  progress({ phase: 'issue', text: `${batches} batches of ${COPIES_MAX} copies` });
  await record(firm, 1, COPIES_MAX, 1);
  const { result: ours, spent } = await spentOn(network, [firm.member], batches * COPIES_MAX, () =>
    record(firm, batches, COPIES_MAX, batchesAtOnce),
  );
  progress({ phase: 'issue', text: `${single} copies, one a transaction` });
  return { signing, ours, spent, plain: await record(firm, single, 1, plainAtOnce) };
}

/** Copies recorded a second by one issuer. */
export const issueBench = defineBench({
  name: 'issue',
  about: 'copies of credentials recorded a second, in batches of a thousand, against one a transaction',
  figures: (scale) =>
    Type.Object(
      {
        perSecond: Positive,
        plainPerSecond: Positive,
        ratio: Positive,
        /** With the wallet's key generation and proofs, which are not the issuer's work. */
        signedPerSecond: Positive,
        copies: exactly(SIZES[scale].batches * COPIES_MAX),
        plainCopies: exactly(SIZES[scale].plain),
        members: PositiveCount,
        spent: Spent,
      },
      { additionalProperties: false },
    ),
  async run(context: BenchContext) {
    const { scale, network, consortium } = context;
    const size = SIZES[scale];
    const firm = await IssuingFirm.open(await network.ready(), issuerOf(consortium));
    try {
      const { signing, ours, plain, spent } = await measure(context, firm, size);
      const [perSecond, plainPerSecond] = [ours.copies / ours.seconds, plain.copies / plain.seconds];
      return {
        perSecond: rounded(perSecond),
        plainPerSecond: rounded(plainPerSecond),
        ratio: rounded(perSecond / plainPerSecond),
        signedPerSecond: rounded((size.sets * COPIES_A_SET) / signing),
        copies: ours.copies,
        plainCopies: plain.copies,
        members: consortium.members.length,
        spent,
      };
    } finally {
      await firm.close();
    }
  },
});
