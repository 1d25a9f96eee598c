import {
  cancel,
  cancellationConsentChecker,
  cancellationRequestChecker,
  pairOf,
  sha256Hex,
  transient,
  type CancellationRequest,
  type LedgerMember,
  type PairDay,
  type Receipt,
} from '@jangbu/model';
import { parseCanonical, parseDocument } from '../../documents/parse';
import { readTrustedIndex } from '../../documents/trusted';
import type { SubmitContext } from '../../ledger/state/context';
import {
  consentWrite,
  matchWrites,
  readConsentHoldings,
  readIndexHoldings,
  readResultHoldings,
} from '../../ledger/trades/matches';
import { findBusinessDay, readMembers } from '../../ledger/consortium/reference';
import { readInstructionIndexHoldings } from '../../ledger/settlement/instructions';
import type { Decision } from '../../ledger/state/write';
import { requirePhase } from '../../rules/days/business-day';
import { readMatched, requireCancellable, type TradeInResult } from '../../rules/trades/cancelling';
import { isRecorded } from '../../rules/records/held';
import { readInstructionIndex } from '../../rules/settlement/instructing';
import { requireIndex } from '../../rules/trades/matching';
import { holdersOfSaid } from '../../rules/consortium/membership';

/** The trades of the match results that a request gives, by UTI. */
async function matchedTrades(
  ctx: SubmitContext,
  holders: readonly LedgerMember[],
  day: PairDay,
  results: CancellationRequest['results'],
): Promise<ReadonlyMap<string, TradeInResult>> {
  const matched = await Promise.all(
    results.map(async (result) =>
      readMatched(day, result, await readResultHoldings(ctx.state, holders, day, result.sequence)),
    ),
  );
  return new Map(matched.flat().map((found) => [found.trade.uti, found]));
}

/**
 * Records one side's consent to cancelling matched trades. Where the other side has consented to the
 * same before, the trades are cancelled: a consent is what a firm's own client said, never what its
 * peer signed.
 */
export async function cancelTrades(ctx: SubmitContext): Promise<Decision<Receipt>> {
  const request = parseDocument(
    'cancellation-request',
    cancellationRequestChecker,
    ctx.transient(transient.request),
  );
  const consent = parseCanonical('cancellation-consent', cancellationConsentChecker, request.consent);
  const { submitter, counterparty, tradeDate, consentId } = consent;
  const holders = holdersOfSaid(ctx.caller, await readMembers(ctx.state), consent);
  const given = {
    document: 'cancellation-consent',
    id: `${submitter}/${consentId}`,
    hash: sha256Hex(request.consent),
  };
  if (isRecorded(await readConsentHoldings(ctx.state, holders, consent), given)) {
    return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  }
  const day = { pair: pairOf(submitter, counterparty), tradeDate };
  const [today, standing, instructed, trades] = await Promise.all([
    findBusinessDay(ctx.state),
    readIndexHoldings(ctx.state, holders, day),
    readInstructionIndexHoldings(ctx.state, holders, day.pair, tradeDate),
    matchedTrades(ctx, holders, day, request.results),
  ]);
  requireIndex({ ...day, index: request.index }, standing);
  const index = readTrustedIndex(request.index);
  const businessDay = requirePhase(today, 'OPEN').date;
  const instructions = readInstructionIndex(day, request.instructions, instructed);
  requireCancellable(consent, { index, trades, instructions });
  const outcome = cancel({
    index,
    consent,
    trades: new Map([...trades].map(([uti, { trade }]) => [uti, trade])),
    businessDay,
    salts: request.salts,
  });
  return {
    answer: { status: 'RECORDED' },
    writes: [consentWrite(holders, consent, request.consent), ...matchWrites(holders, outcome)],
  };
}
