import {
  pageName,
  sha256Hex,
  transient,
  type LedgerMember,
  type PageReference,
  type Receipt,
} from '@jangbu/model';
import type { SubmitContext } from '../../ledger/state/context';
import { pageWrites, readPageHoldings } from '../../ledger/trades/pages';
import { findBusinessDay, findParameters, readMembers, readRegister } from '../../ledger/consortium/reference';
import type { Decision } from '../../ledger/state/write';
import { requirePhase } from '../../rules/days/business-day';
import { correctedPages } from '../../rules/trades/corrections';
import { isRecorded, requireHeld } from '../../rules/records/held';
import { holdersOfSaid } from '../../rules/consortium/membership';
import { readPage } from '../../rules/trades/page';
import { requireParameters, requireTradeDate } from '../../rules/consortium/parameters';
import { requireGoodTrades } from '../../rules/trades/trade-problems';

/**
 * Requires that the pages which corrections mean are recorded: so a correction that a match takes in
 * before its page waits for something that will come. Both are read, never written: pages don't conflict.
 */
async function requireCorrectedPages(
  ctx: SubmitContext,
  holders: readonly LedgerMember[],
  pages: readonly PageReference[],
): Promise<void> {
  const holdings = await Promise.all(pages.map((page) => readPageHoldings(ctx.state, holders, page)));
  pages.forEach((page, i) => {
    requireHeld(holdings[i] ?? [], { document: 'trade-page', id: pageName(page) });
  });
}

/** Records one firm's side of its trades with another: a page is taken whole, or refused whole. */
export async function recordPage(ctx: SubmitContext): Promise<Decision<Receipt>> {
  const texts = { header: ctx.transient(transient.header), body: ctx.transient(transient.body) };
  const { header, trades } = readPage(texts);
  const holders = holdersOfSaid(ctx.caller, await readMembers(ctx.state), header);
  const given = { document: 'trade-page', id: pageName(header), hash: sha256Hex(texts.header) };
  if (isRecorded(await readPageHoldings(ctx.state, holders, header), given)) {
    return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  }
  const [day, parameters, register] = await Promise.all([
    findBusinessDay(ctx.state),
    findParameters(ctx.state),
    readRegister(ctx.state),
  ]);
  const today = requirePhase(day, 'OPEN');
  const calendar = requireParameters(parameters);
  requireTradeDate(header.tradeDate, today, calendar);
  requireGoodTrades(trades, { tradeDate: header.tradeDate, register, calendar });
  await requireCorrectedPages(ctx, holders, correctedPages(header, trades));
  return { answer: { status: 'RECORDED' }, writes: pageWrites(holders, header, texts) };
}
