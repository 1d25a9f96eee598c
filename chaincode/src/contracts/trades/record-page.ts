import { DEFAULT_PRICE_TOLERANCE, pageName, sha256Hex, transient } from '@jangbu/model';
import { findParameters, readRegister } from '../../ledger/consortium/reference';
import { pageWrites, readPageHashes } from '../../ledger/trades/pages';
import { partiesToSaid } from '../../rules/consortium/membership';
import { requireParameters, requireTradeDate } from '../../rules/consortium/parameters';
import { requireHeld } from '../../rules/records/held';
import { correctedPages } from '../../rules/trades/corrections';
import { readPage } from '../../rules/trades/page';
import { requireGoodTrades } from '../../rules/trades/trade-problems';
import { privateTransaction, RECORDED, recordedBefore } from '../execution/private-transaction';

/** Records one firm's side of its trades with another: a page is taken whole, or refused whole. */
export const recordPage = privateTransaction({
  parse: (sent) => {
    const texts = { header: sent(transient.header), body: sent(transient.body) };
    return { texts, ...readPage(texts) };
  },
  sender: ({ header }) => ({ kind: 'MEMBER', members: [header.submitter], role: 'trader' }),
  parties: ({ header }, members) => partiesToSaid(header, members),
  phases: ['OPEN'],
  before: ({ request: { header, texts }, state, holders }) =>
    recordedBefore(readPageHashes(state, holders, header), {
      document: 'trade-page',
      id: pageName(header),
      hash: sha256Hex(texts.header),
    }),
  read: async ({ request: { header, trades }, state, holders, today }) => {
    const [day, parameters, register] = await Promise.all([
      today(),
      findParameters(state),
      readRegister(state),
    ]);
    const calendar = requireParameters(parameters);
    requireTradeDate(header.tradeDate, day, calendar);
    const { priceTolerance = DEFAULT_PRICE_TOLERANCE } = calendar;
    requireGoodTrades(trades, { tradeDate: header.tradeDate, register, calendar, priceTolerance });
    return Promise.all(
      correctedPages(header, trades).map(async (page) => ({
        page,
        hashes: await readPageHashes(state, holders, page),
      })),
    );
  },
  // So a correction that a match takes in before its page waits for something that will come. The pages
  // are read, never written: they don't conflict.
  rests: ({ found }) =>
    found.map(({ page, hashes }) => () => {
      requireHeld(hashes, { document: 'trade-page', id: pageName(page) });
    }),
  decide: ({ request: { header, texts }, holders }) => ({
    answer: RECORDED,
    writes: pageWrites(holders, header, texts),
  }),
});
