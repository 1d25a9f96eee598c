import {
  canonicalJson,
  pairOf,
  transactions,
  type CancellationConsent,
  type CancellationRequest,
  type TradeToCancel,
} from '@jangbu/model';
import type { Request } from './channel';
import { TODAY, type SimulatedConsortium } from './consortium';
import { indexText, matchResultOf, saltOf, shardsWith, type Sender } from './trading';

/** A firm's consent to cancelling trades with another. */
export function cancellationConsentOf(
  submitter: string,
  counterparty: string,
  consentId: string,
  ...trades: TradeToCancel[]
): CancellationConsent {
  return {
    type: 'cancellation-consent',
    version: 1,
    submitter,
    counterparty,
    tradeDate: TODAY,
    consentId,
    trades,
    salt: saltOf(consentId),
  };
}

/** What a consent is sent with: the index as it stands, and the results of the matches named. */
export async function cancellationOf(
  consortium: SimulatedConsortium,
  consent: CancellationConsent,
  sequences: readonly number[] = [1],
): Promise<CancellationRequest> {
  const pair = pairOf(consent.submitter, consent.counterparty);
  const results = [];
  for (const sequence of sequences) {
    results.push({ sequence, text: canonicalJson(await matchResultOf(consortium, sequence, pair)) });
  }
  return {
    type: 'cancellation-request',
    version: 1,
    consent: canonicalJson(consent),
    index: (await indexText(consortium, pair)) ?? '{}',
    results,
    shards: await shardsWith(
      consortium,
      pair,
      consent.trades.flatMap(({ uti, instead }) => [uti, instead ?? uti]),
    ),
    salts: { index: saltOf(`index ${consent.consentId}`), result: saltOf(`result ${consent.consentId}`) },
  };
}

/** The transaction that records a consent. */
export function cancelling(
  consortium: SimulatedConsortium,
  request: CancellationRequest,
  { by, certificate = 'trader' }: Sender & { readonly by: string },
): Request {
  return {
    by: consortium.client(by, certificate),
    name: transactions.trades.cancel,
    transient: { request: JSON.stringify(request) },
  };
}

/** Records a consent with the peers of all who hold it. */
export async function consent(
  consortium: SimulatedConsortium,
  given: CancellationConsent,
  sequences?: readonly number[],
): Promise<unknown> {
  const request = cancelling(consortium, await cancellationOf(consortium, given, sequences), {
    by: given.submitter,
  });
  return consortium.channel.submit(request, consortium.mspIds(given.submitter, given.counterparty, 'kofia'));
}
