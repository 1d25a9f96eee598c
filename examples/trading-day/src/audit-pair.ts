import { RefusedError, type Ledger } from '@jangbu/client';
import type { ConsortiumDefinition, Progress } from '@jangbu/network';
import colours from 'picocolors';
import { grouped, memberName, type NetworkContext, supervisorId, withLedger } from 'jangbu';

/** A pair whose trades the supervisor has read, and what became of that. */
export interface AuditedPair {
  readonly supervisor: string;
  readonly pair: readonly [string, string];
  readonly tradeDate: string;
  readonly inquiryId: string;
  readonly entries: number;
  readonly matched: number;
  /** What did not go as it must. */
  readonly wrong: readonly string[];
}

const REASON = 'market surveillance, routine sample';

/** Why the auditor is refused what it asks for without an inquiry; undefined when it is answered. */
async function refusedWithout(ledger: Ledger, { pair, tradeDate }: PairDate): Promise<string | undefined> {
  try {
    await ledger.trades.matched({ pair, tradeDate });
    return undefined;
  } catch (error) {
    if (error instanceof RefusedError) return error.code;
    throw error;
  }
}

interface PairDate {
  readonly pair: readonly [string, string];
  readonly tradeDate: string;
}

/**
 * The supervisor's auditor reads what two firms have traded: refused at first, answered once its inquiry is on the
 * ledger. One of the firms finds the inquiry there, and checks what the auditor shows of it.
 */
export async function auditPair(
  context: NetworkContext,
  asked: PairDate,
  firm: Ledger,
  progress: Progress,
): Promise<AuditedPair> {
  const { pair, tradeDate } = asked;
  progress({ phase: 'auditing', text: `the supervisor reads ${pair.join(' and ')}` });
  const supervisor = supervisorId(context.consortium);
  return withLedger(context, supervisor, 'auditor', async (ledger) => {
    const refused = await refusedWithout(ledger, asked);
    const reads = [{ kind: 'TRADES' as const, pair: [...pair] as [string, string], tradeDate }];
    const inquiry = await ledger.audit.open({ reason: REASON, reads });
    const { inquiryId, businessDay, scopes } = inquiry;
    const { entries, matched } = await inquiry.trades(pair, tradeDate);
    const seen = await firm.audit.inquiries({ businessDay });
    const checked = await firm.audit.check(JSON.parse(JSON.stringify(scopes[0])));
    const wrong = [
      ...(refused === 'INQUIRY_REQUIRED' ? [] : ['the auditor was answered before its inquiry was recorded']),
      ...(seen.some((each) => each.inquiryId === inquiryId) ? [] : ['the firm does not see the inquiry']),
      ...(checked.scope.reason === REASON ? [] : ['the firm was shown another reason']),
      ...(entries.length > 0 && matched.length > 0 ? [] : ['the auditor read nothing']),
    ];
    const counts = { entries: entries.length, matched: matched.length };
    return { supervisor, pair, tradeDate, inquiryId, ...counts, wrong };
  });
}

/** The supervisor's reading as a page that a person reads. */
export function renderAudit(audited: AuditedPair, consortium: ConsortiumDefinition): string {
  const [first, second] = audited.pair.map((id) => memberName(consortium, id));
  return [
    colours.bold('Audit: what the supervisor reads is on the ledger first'),
    `${memberName(consortium, audited.supervisor)} read ${first ?? ''} and ${second ?? ''} under inquiry ${audited.inquiryId}: ` +
      `${grouped(audited.entries)} entries, ${grouped(audited.matched)} matched; refused before that`,
    `Who looks: ./jangbu audit list --as ${audited.pair[0]}`,
  ].join('\n');
}
