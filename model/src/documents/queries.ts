import { Type } from '@sinclair/typebox';
import { Checker, ClientId, closed, DateText, Isin, MemberId } from '../schema/schema';
import { Pair } from './trades';

const PairDay = { pair: Pair, tradeDate: DateText };

const PageReference = closed({
  submitter: MemberId,
  counterparty: MemberId,
  tradeDate: DateText,
  pageId: ClientId,
});

const ProposalName = closed({ proposer: MemberId, proposalId: ClientId });

/** A query asks for at most so many pages at once: an answer has to fit into one message. */
export const PAGES_ASKED_MAX = 100;

/** The arguments of queries, as `transactions` describes them. */
export const dayAskedChecker = new Checker(closed({ date: DateText }));
export const pairDayChecker = new Checker(closed(PairDay));
export const matchNumberChecker = new Checker(closed({ ...PairDay, sequence: Type.Integer({ minimum: 1 }) }));
export const pageReferencesChecker = new Checker(Type.Array(PageReference, { maxItems: PAGES_ASKED_MAX }));
export const proposalNameChecker = new Checker(ProposalName);
export const isinsChecker = new Checker(Type.Array(Isin, { maxItems: 1000 }));
