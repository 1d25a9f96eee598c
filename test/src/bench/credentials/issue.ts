import { randomBytes } from 'node:crypto';
import { COPIES_MAX } from '@jangbu/model';
import { IssuingFirm } from '@jangbu/example-trading-day';
import { bringUp, COPIES_A_SET, pool } from 'jangbu';
import type { Bench, BenchContext, BenchFigures } from '../bench';
import { rounded } from '../measure/statistics';

const ISSUER = 'samsung';
const BATCHES = 30;
const BATCHES_AT_ONCE = 6;
/** The plain way: one copy a transaction. */
const PLAIN = 200;
const PLAIN_AT_ONCE = 64;
/** Sets that are signed, to see how fast the issuer itself is. */
const SETS = 300;

const DAY = 86_400;

function hash(): string {
  return randomBytes(32).toString('hex');
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return (performance.now() - since) / 1000;
}

/** Records so many batches, of entries that look like any other. */
async function record(firm: IssuingFirm, batches: number, copies: number, atOnce: number): Promise<number> {
  const validFrom = Math.floor(Date.now() / 1000 / DAY) * DAY;
  const all = Array.from({ length: batches }, () => ({
    ...{ batchId: randomBytes(16).toString('base64url'), kid: firm.kid },
    ...{ validFrom, validUntil: validFrom + 364 * DAY },
    copies: Array.from({ length: copies }, () => ({ recordId: hash(), killTag: hash() })),
  }));
  return secondsOf(() => pool(all, atOnce, (batch) => firm.ledger.credentials.recordBatch(batch)));
}

async function run({ place, progress }: BenchContext): Promise<BenchFigures> {
  await bringUp(place, progress);
  const firm = await IssuingFirm.open(place, ISSUER);
  try {
    progress({ phase: 'issue', text: `${SETS} sets are signed` });
    const signing = await secondsOf(async () => {
      for (let i = 0; i < SETS; i++) await firm.identify(`bench ${i}`);
    });
    progress({ phase: 'issue', text: `${BATCHES} batches of ${COPIES_MAX} copies` });
    await record(firm, 1, COPIES_MAX, 1);
    const ours = await record(firm, BATCHES, COPIES_MAX, BATCHES_AT_ONCE);
    progress({ phase: 'issue', text: `${PLAIN} copies, one a transaction` });
    const plain = await record(firm, PLAIN, 1, PLAIN_AT_ONCE);
    const [perSecond, plainPerSecond] = [(BATCHES * COPIES_MAX) / ours, PLAIN / plain];
    return {
      bench: 'issue',
      perSecond: rounded(perSecond),
      plainPerSecond: rounded(plainPerSecond),
      ratio: rounded(perSecond / plainPerSecond),
      /** With the wallet's key generation and proofs, which are not the issuer's work. */
      signedPerSecond: rounded((SETS * COPIES_A_SET) / signing),
      copies: BATCHES * COPIES_MAX,
    };
  } finally {
    await firm.close();
  }
}

/** Copies recorded a second by one issuer. */
export const issueBench: Bench = {
  name: 'issue',
  about: 'copies of credentials recorded a second, in batches of a thousand, against one a transaction',
  run,
};
