import type { CancellationConsent, TradeToCancel } from '../documents/trade-cancellation';
import type {
  CancellationAsked,
  CancelledTrade,
  MatchedTradeRecord,
  MatchResult,
} from '../documents/matching';
import { order } from '../format/order';
import type { MatchOutcome } from './match';
import { netObligations } from './obligations';
import type { MatchState } from './state';

/** What a cancellation starts from. */
export interface CancelInput {
  /** What stands of the trades that the consent names. */
  readonly state: MatchState;
  readonly consent: CancellationConsent;
  /** The trades that the consent names, as they were matched, by UTI. */
  readonly trades: ReadonlyMap<string, MatchedTradeRecord>;
  readonly businessDay: string;
  /** Of the result. */
  readonly salt: string;
}

function agrees(asked: CancellationAsked, { uti, instead }: TradeToCancel): boolean {
  return asked.uti === uti && asked.instead === instead;
}

/** What one consent comes to: trades that both sides have consented to cancel, and what still waits. */
function answerTo({ state, consent, trades }: CancelInput): Pick<MatchResult, 'asked' | 'cancelled'> {
  const { submitter, counterparty, consentId } = consent;
  const asked: CancellationAsked[] = [];
  const cancelled: CancelledTrade[] = [];
  for (const each of consent.trades) {
    const others = state.asked.find((other) => other.by === counterparty && agrees(other, each));
    const trade = trades.get(each.uti);
    if (others && trade) {
      const [first] = state.pair;
      const consents: [string, string] =
        submitter === first ? [consentId, others.consentId] : [others.consentId, consentId];
      cancelled.push({ trade, instead: each.instead, consents });
    } else asked.push({ ...each, by: submitter, consentId });
  }
  return { asked, cancelled };
}

/**
 * Takes one side's consent to cancelling matched trades. It waits for the other side's;
 * where that one has consented to the same, the trade is cancelled: it is matched no longer, the
 * netting is reversed, and its UTI is not taken again. A side's later consent to the same trade stands
 * in place of its earlier one.
 *
 * @returns what stands then, and the result to write, numbered as a match's are
 */
export function consentToCancel(input: CancelInput): MatchOutcome {
  const { state, consent, businessDay, salt } = input;
  const { pair, tradeDate } = state;
  const { submitter } = consent;
  const { asked, cancelled } = answerTo(input);
  const gone = new Set(cancelled.map(({ trade }) => trade.uti));
  const renewed = new Set(asked.map(({ uti }) => uti));
  const stillAsked = state.asked.filter(
    ({ uti, by }) => !gone.has(uti) && !(by === submitter && renewed.has(uti)),
  );
  const sequence = state.sequence + 1;
  return {
    state: {
      ...state,
      sequence,
      matched: Object.fromEntries(Object.entries(state.matched).filter(([uti]) => !gone.has(uti))),
      gross: state.gross.filter((uti) => !gone.has(uti)),
      returned: Object.fromEntries(Object.entries(state.returned).filter(([uti]) => !gone.has(uti))),
      cancelled: { ...state.cancelled, ...Object.fromEntries([...gone].map((uti) => [uti, sequence])) },
      asked: [...stillAsked, ...asked].sort((a, b) => order(a.uti, b.uti) || order(a.by, b.by)),
      obligations: netObligations(pair, state.obligations, {
        cancelled: cancelled.map(({ trade }) => trade),
      }),
    },
    result: {
      type: 'match-result',
      version: 1,
      pair,
      tradeDate,
      sequence,
      businessDay,
      matchedBy: submitter,
      matched: [],
      breaks: [],
      corrected: [],
      withoutEffect: [],
      asked,
      cancelled,
      salt,
    },
  };
}
