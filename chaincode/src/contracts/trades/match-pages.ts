import { match, matchRequestChecker, transient, type MatchReceipt } from '@jangbu/model';
import type { SubmitContext } from '../../ledger/state/context';
import { parseDocument } from '../../documents/parse';
import { matchWrites, readIndexHoldings } from '../../ledger/trades/matches';
import { readPageHoldings } from '../../ledger/trades/pages';
import { findBusinessDay, findParameters, readMembers } from '../../ledger/consortium/reference';
import type { Decision } from '../../ledger/state/write';
import { requirePhase } from '../../rules/days/business-day';
import { newPages, partiesOf, readIndex, readStatements, requireMatcher } from '../../rules/trades/matching';
import { holdersOf, requireSupervisor } from '../../rules/consortium/membership';
import { requireParameters } from '../../rules/consortium/parameters';

/** Matches two sides' pages, and writes where the pair's trade date stands now. */
export async function matchPages(ctx: SubmitContext): Promise<Decision<MatchReceipt>> {
  const request = parseDocument('match-request', matchRequestChecker, ctx.transient(transient.request));
  const { pair, tradeDate, salts } = request;
  const members = await readMembers(ctx.state);
  const parties = partiesOf(pair, members);
  const supervisor = requireSupervisor(members);
  const matcher = requireMatcher(ctx.caller, members, parties, supervisor);
  const holders = holdersOf(parties, supervisor);
  const index = readIndex(request, await readIndexHoldings(ctx.state, holders, request));
  const requested = newPages(request, index);
  if (index && requested.length === 0) {
    return { answer: { status: 'ALREADY_RECORDED', sequence: index.sequence }, writes: [] };
  }
  const [day, parameters, held] = await Promise.all([
    findBusinessDay(ctx.state),
    findParameters(ctx.state),
    Promise.all(
      requested.map(async (page) => ({
        page,
        holdings: await readPageHoldings(ctx.state, holders, page.header),
      })),
    ),
  ]);
  const outcome = match({
    pair,
    tradeDate,
    index,
    pages: held.map(({ page, holdings }) => readStatements(page, holdings)),
    amountTolerance: BigInt(requireParameters(parameters).amountTolerance),
    businessDay: requirePhase(day, 'OPEN').date,
    matchedBy: matcher.id,
    salts,
  });
  const { sequence } = outcome.index;
  return { answer: { status: 'RECORDED', sequence }, writes: matchWrites(holders, outcome) };
}
