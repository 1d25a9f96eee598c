import { eachOf } from '@jangbu/network';
import { randomBytes } from 'node:crypto';
import { IssuingFirm, VerifyingFirm } from '@jangbu/example-trading-day';
import { Type } from '@sinclair/typebox';
import { defineBench, type BenchContext } from '../definition/bench';
import type { Scale } from '../figures/scale';
import { Spent, spentOn } from '../measure/spent';
import { exactly, NotNegative, Positive, PositiveCount } from '../figures/figures';
import { issuerOf, verifierOf } from './firms';
import { percentile, rounded } from '../measure/statistics';

const REVOCATIONS: Readonly<Record<Scale, number>> = { FULL: 1000, SHORT: 20 };
const AT_ONCE = 4;
const DAY = 86_400;

/** Milliseconds of one revocation. */
interface Revoked {
  /** From the issuer's call to the refusal at the other firm. */
  readonly fromCall: number;
  /** From when the issuer's own peer had committed it; 0 where the other firm was first. */
  readonly fromCommit: number;
}

/** A batch of so many copies. */
async function recordCopies(
  firm: IssuingFirm,
  copies: number,
): Promise<{ readonly batchId: string; readonly ids: string[] }> {
  const validFrom = Math.floor(Date.now() / 1000 / DAY) * DAY;
  const batchId = randomBytes(16).toString('base64url');
  const ids = Array.from({ length: copies }, () => randomBytes(32).toString('hex'));
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
    .until((mirror) => mirror.record(issuer.member, recordId)?.status === 'REVOKED')
    .then(() => performance.now());
  await issuer.ledger.credentials.setStatus(batchId, [{ recordId, status: 'REVOKED', reason: 'RULE' }]);
  const committed = performance.now();
  const at = await refused;
  return { fromCall: at - called, fromCommit: Math.max(0, at - committed) };
}

async function revokeAll(
  { network, scale, progress }: BenchContext,
  issuer: IssuingFirm,
  verifier: VerifyingFirm,
): Promise<{ readonly result: readonly Revoked[]; readonly spent: Spent }> {
  const { batchId, ids } = await recordCopies(issuer, REVOCATIONS[scale]);
  await verifier.until((mirror) => ids.every((id) => mirror.record(issuer.member, id)));
  let done = 0;
  return spentOn(network, [issuer.member], ids.length, () =>
    eachOf(ids, AT_ONCE, async (recordId) => {
      const revoked = await revoke(issuer, verifier, batchId, recordId);
      done += 1;
      progress({ phase: 'revoke', text: 'one a transaction', done, total: ids.length });
      return revoked;
    }),
  );
}

/** How soon a revocation by one firm is refused at another. */
export const revokeBench = defineBench({
  name: 'revoke',
  about: "from a revocation's commit at its issuer's peer to its refusal at another firm",
  figures: (scale) =>
    Type.Object(
      {
        /** Nothing where the other firm was first. */
        medianMsFromCommit: NotNegative,
        worstMsFromCommit: NotNegative,
        medianMsFromCall: Positive,
        worstMsFromCall: Positive,
        revocations: exactly(REVOCATIONS[scale]),
        atOnce: PositiveCount,
        members: PositiveCount,
        spent: Spent,
      },
      { additionalProperties: false },
    ),
  async run(bench: BenchContext) {
    const { network, consortium } = bench;
    const context = await network.ready();
    const issuer = await IssuingFirm.open(context, issuerOf(consortium));
    try {
      const verifier = await VerifyingFirm.open(context, verifierOf(consortium));
      try {
        const { result: all, spent } = await revokeAll(bench, issuer, verifier);
        const fromCommit = all.map((each) => each.fromCommit);
        const fromCall = all.map((each) => each.fromCall);
        return {
          medianMsFromCommit: rounded(percentile(fromCommit, 0.5)),
          worstMsFromCommit: rounded(Math.max(...fromCommit)),
          medianMsFromCall: rounded(percentile(fromCall, 0.5)),
          worstMsFromCall: rounded(Math.max(...fromCall)),
          revocations: all.length,
          atOnce: AT_ONCE,
          members: consortium.members.length,
          spent,
        };
      } finally {
        await verifier.close();
      }
    } finally {
      await issuer.close();
    }
  },
});
