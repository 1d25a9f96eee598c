import {
  compositeKey,
  dayPath,
  implicitCollection,
  keys,
  nextBusinessDay,
  proveTrade,
  sha256Hex,
  type Attestation,
  type DaySeal,
  type SealState,
  type TradeReceipt,
} from '@jangbu/model';
import { readParameters } from '../../consortium/governance/parameters';
import { readClosedDay, readSeal } from '../../consortium/days/attest-day';
import type { Signatory } from '../../core/identity/signatory';
import type { FoundTransaction } from '../../consortium/days/day-blocks';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import { InputError } from '../../core/errors';
import type { LedgerTransaction } from '../../core/follow/ledger-block';
import { readChannelTrust } from '../../core/channel-trust/channel-trust';
import type { ReadPage } from '../pages/page-archive';
import { agreeingWith, requireComplete } from './sealers';

/** So many business days from the trade date on may have passed before a page was recorded. */
const DAYS_SEARCHED = 70;

/** A transaction and the sealed day that holds it. */
interface SealedTransaction extends FoundTransaction {
  readonly seal: DaySeal;
  readonly attestations: SealState['attestations'];
  /** The block of the channel's configuration in force at the day's close. */
  readonly configuration: bigint;
  /** Of all the day's transactions. */
  readonly transactionIds: readonly string[];
}

/** Whether a transaction is the one that put a page into its submitter's collection. */
function recordsPage({ reference, texts }: ReadPage, mspId: string): (made: LedgerTransaction) => boolean {
  const { submitter, counterparty, tradeDate, pageId } = reference;
  const collection = implicitCollection(mspId);
  const keyHash = sha256Hex(compositeKey(keys.page(submitter, counterparty, tradeDate, pageId)));
  const valueHash = sha256Hex(texts.header);
  return ({ privateHashes }) =>
    privateHashes.some(
      (each) => each.collection === collection && each.keyHash === keyHash && each.valueHash === valueHash,
    );
}

/** Makes receipts of trades on pages that the member holds, its own and those stated to it. */
export class Receipts {
  readonly #contracts: ContractClient;
  readonly #ownMspId: string;
  readonly #signatory: Signatory;

  constructor(contracts: ContractClient, ownMspId: string, signatory: Signatory) {
    this.#contracts = contracts;
    this.#ownMspId = ownMspId;
    this.#signatory = signatory;
  }

  /**
   * Makes the receipt of one trade.
   *
   * @param position of the trade on the page
   * @throws InputError when the day on which the page was recorded is not sealed (yet), or not by as many as the
   *   channel's configuration wants, or a withdrawal stands at that position
   */
  async make(page: ReadPage, position: number, options: CallOptions): Promise<TradeReceipt> {
    const { transactionIds, at, envelope, ...sealed } = await this.#sealed(page, options);
    const { path, trade, salt } = proveTrade(page.body, position);
    if ('withdraws' in trade) throw new InputError('what takes a statement back is no trade to prove');
    return {
      type: 'trade-receipt',
      version: 1,
      channel: this.#signatory.channel,
      trade: { trade, position, salt, path: [...path] },
      header: page.texts.header,
      envelope: Buffer.from(envelope).toString('base64'),
      day: {
        path: dayPath(transactionIds, at),
        claim: sealed.seal.claim,
        attestations: await this.#complete(sealed, options),
      },
    };
  }

  /**
   * All attestations that say what the seal says, those that came after it too. The ledger has counted its members; a
   * verifier will count the channel's organisations, so that is done here before him.
   */
  async #complete(
    {
      seal: { claim },
      attestations,
      configuration,
    }: Omit<SealedTransaction, 'transactionIds' | 'at' | 'envelope'>,
    { signal }: CallOptions,
  ): Promise<Attestation[]> {
    for await (const { block } of this.#contracts.blocks({
      from: configuration,
      privateData: 'WITHOUT',
      signal,
    })) {
      requireComplete(claim, attestations, readChannelTrust(block.serializeBinary()));
      break;
    }
    return agreeingWith(claim, attestations);
  }

  /** Looks for the page's transaction in the sealed days from the trade date on. */
  async #sealed(page: ReadPage, options: CallOptions): Promise<SealedTransaction> {
    const { chaincode } = this.#signatory;
    const { parameters } = await readParameters(this.#contracts, options);
    const wanted = recordsPage(page, this.#ownMspId);
    let date = page.header.tradeDate;
    for (let searched = 0; searched < DAYS_SEARCHED; searched += 1) {
      const { seal, attestations } = await readSeal(this.#contracts, date, options);
      if (!seal) break;
      const day = await readClosedDay(this.#contracts, { date, chaincode, wanted }, parameters, options);
      if (day.found) {
        const { transactionIds, configuration } = day;
        return { ...day.found, seal, attestations, transactionIds, configuration };
      }
      date = nextBusinessDay(date, parameters);
    }
    throw new InputError(`the day on which the trade was recorded is not sealed yet (${date} is not)`);
  }
}
