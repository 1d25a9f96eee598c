import { MATCHING_PHASES, DEFAULT_PRICE_TOLERANCE, pageName, sha256Hex, transient } from '@jangbu/model';
import { findParameters, readRegister } from '../../ledger/consortium/reference';
import {
  correctionsDueWrite,
  pageWrites,
  readCorrectionsDueHashes,
  readPageHashes,
} from '../../ledger/trades/pages';
import { partiesToSaid } from '../../rules/consortium/membership';
import { requireParameters, requireTradeDate } from '../../rules/consortium/parameters';
import { corrects, isinsOf, requireCorrectionsDue, withPageDue } from '../../rules/trades/corrections';
import { readPage } from '../../rules/trades/page';
import { requireGoodTrades } from '../../rules/trades/trade-problems';
import { privateTransaction, RECORDED, recordedBefore } from '../execution/private-transaction';

/** Records one firm's side of its trades with another: a page is taken whole, or refused whole. */
export const recordPage = privateTransaction({
  parse: (sent) => {
    const texts = { header: sent(transient.header), body: sent(transient.body) };
    const page = readPage(texts);
    // Undefined where the page corrects nothing: then it does not conflict with any other.
    const due = corrects(page.entries) ? sent(transient.corrections) : undefined;
    return { texts, ...page, due: due === 'null' ? null : due };
  },
  sender: ({ header }) => ({ kind: 'MEMBER', members: [header.submitter], role: 'trader' }),
  parties: ({ header }, members) => partiesToSaid(header, members),
  phases: MATCHING_PHASES,
  before: ({ request: { header, texts }, state, holders }) =>
    recordedBefore(readPageHashes(state, holders, header), {
      document: 'trade-page',
      id: pageName(header),
      hash: sha256Hex(texts.header),
    }),
  read: async ({ request: { header, entries, due }, state, holders, today }) => {
    const [day, parameters, register, dueHashes] = await Promise.all([
      today(),
      findParameters(state),
      readRegister(state, isinsOf(entries)),
      due === undefined ? [] : readCorrectionsDueHashes(state, holders, header),
    ]);
    const calendar = requireParameters(parameters);
    requireTradeDate(header.tradeDate, day, calendar);
    const { priceTolerance = DEFAULT_PRICE_TOLERANCE } = calendar;
    requireGoodTrades(entries, { tradeDate: header.tradeDate, register, calendar, priceTolerance });
    return dueHashes;
  },
  rests: ({ request: { header, due }, found }) =>
    due === undefined
      ? []
      : [
          () => {
            requireCorrectionsDue(header, due, found);
          },
        ],
  decide: ({ request: { header, texts, due }, holders }) => ({
    answer: RECORDED,
    writes: [
      ...pageWrites(holders, header, texts),
      ...(due === undefined ? [] : [correctionsDueWrite(holders, withPageDue(header, due))]),
    ],
  }),
});
