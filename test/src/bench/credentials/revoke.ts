import { randomBytes } from 'node:crypto';
import { IssuingFirm, VerifyingFirm } from '@jangbu/example-trading-day';
import { bringUp, pool } from 'jangbu';
import type { Bench, BenchContext, BenchFigures } from '../bench';
import { percentile, rounded } from '../measure/statistics';

const ISSUER = 'samsung';
const VERIFIER = 'nh';
const REVOCATIONS = 1000;
const AT_ONCE = 4;
const DAY = 86_400;

/** Milliseconds of one revocation. */
interface Revoked {
  /** From the issuer's call to the refusal at the other firm. */
  readonly fromCall: number;
  /** From when the issuer's own peer had committed it; 0 where the other firm was first. */
  readonly fromCommit: number;
}

async function recordAll(firm: IssuingFirm): Promise<{ readonly batchId: string; readonly ids: string[] }> {
  const validFrom = Math.floor(Date.now() / 1000 / DAY) * DAY;
  const batchId = randomBytes(16).toString('base64url');
  const ids = Array.from({ length: REVOCATIONS }, () => randomBytes(32).toString('hex'));
  await firm.ledger.credentials.recordBatch({
    ...{ batchId, kid: firm.kid, validFrom, validUntil: validFrom + 364 * DAY },
    copies: ids.map((recordId) => ({ recordId, killTag: randomBytes(32).toString('hex') })),
  });
  return { batchId, ids };
}

/** One transaction a revocation, and the moment at which the other firm's verifier would refuse. */
async function revoke(
  issuer: IssuingFirm,
  verifier: VerifyingFirm,
  batchId: string,
  recordId: string,
): Promise<Revoked> {
  const called = performance.now();
  const refused = verifier
    .until((mirror) => mirror.record(recordId)?.status === 'REVOKED')
    .then(() => performance.now());
  await issuer.ledger.credentials.setStatus(batchId, [{ recordId, status: 'REVOKED', reason: 'RULE' }]);
  const committed = performance.now();
  const at = await refused;
  return { fromCall: at - called, fromCommit: Math.max(0, at - committed) };
}

async function run({ place, progress }: BenchContext): Promise<BenchFigures> {
  await bringUp(place, progress);
  const issuer = await IssuingFirm.open(place, ISSUER);
  const verifier = await VerifyingFirm.open(place, VERIFIER);
  try {
    const { batchId, ids } = await recordAll(issuer);
    await verifier.until((mirror) => ids.every((id) => mirror.record(id)));
    let done = 0;
    const all = await pool(ids, AT_ONCE, async (recordId) => {
      const revoked = await revoke(issuer, verifier, batchId, recordId);
      done += 1;
      progress({ phase: 'revoke', text: 'one a transaction', done, total: ids.length });
      return revoked;
    });
    const fromCommit = all.map((each) => each.fromCommit);
    const fromCall = all.map((each) => each.fromCall);
    return {
      bench: 'revoke',
      medianMsFromCommit: rounded(percentile(fromCommit, 0.5)),
      worstMsFromCommit: rounded(Math.max(...fromCommit)),
      medianMsFromCall: rounded(percentile(fromCall, 0.5)),
      worstMsFromCall: rounded(Math.max(...fromCall)),
      revocations: REVOCATIONS,
      atOnce: AT_ONCE,
    };
  } finally {
    await verifier.close();
    await issuer.close();
  }
}

/** How soon a revocation by one firm is refused at another. */
export const revokeBench: Bench = {
  name: 'revoke',
  about: "from a revocation's commit at its issuer's peer to its refusal at another firm",
  run,
};
