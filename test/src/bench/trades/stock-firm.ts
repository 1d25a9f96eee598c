import type { Contract } from '@hyperledger/fabric-gateway';
import {
  canonicalJson,
  INTERFIRM_RECORD,
  transactions,
  transient,
  utisHeldChecker,
  type MatchRequest,
  type PageTexts,
  type Pair,
  type PairDay,
  type ShardTexts,
} from '@jangbu/model';
import { randomBytes } from 'node:crypto';
import type { ConnectionFiles } from '../gateway/connection-files';
import { StockGateway } from '../gateway/stock-gateway';

/**
 * A firm that trades by Fabric's gateway library as it comes. What a benchmark compares the SDK with. It does
 * name the organisations that endorse: left to plan by itself, the gateway refuses private data for the
 * collections of several organisations (FAILED_PRECONDITION).
 */
export class StockFirm {
  readonly #gateway: StockGateway;
  readonly #contract: Contract;

  private constructor(gateway: StockGateway) {
    this.#gateway = gateway;
    this.#contract = gateway.contract();
  }

  static async open(files: ConnectionFiles): Promise<StockFirm> {
    return new StockFirm(await StockGateway.open(files));
  }

  async record(page: PageTexts, endorsingOrganizations: string[]): Promise<void> {
    const documents = { [transient.header]: page.header, [transient.body]: page.body };
    await this.#submit(transactions.trades.record, documents, endorsingOrganizations);
  }

  /**
   * The library's `submit` in its steps, because an earlier try may have got through without our knowing: then
   * the contract writes nothing, and a transaction that writes nothing needs more endorsers than these.
   */
  async #submit(
    transaction: string,
    documents: Record<string, string>,
    endorsingOrganizations: string[],
  ): Promise<void> {
    const transientData = { ...documents, [transient.transaction]: transaction };
    const options = { transientData, endorsingOrganizations };
    const endorsed = await this.#contract.newProposal(INTERFIRM_RECORD, options).endorse();
    if (Buffer.from(endorsed.getResult()).includes('"ALREADY_RECORDED"')) return;
    const status = await (await endorsed.submit()).getStatus();
    if (!status.successful) throw new Error(`transaction ${status.transactionId} failed: ${status.code}`);
  }

  async #query(transaction: string, asked: object): Promise<unknown> {
    const answer = await this.#contract.evaluate(transaction, { arguments: [JSON.stringify(asked)] });
    return JSON.parse(Buffer.from(answer).toString()) as unknown;
  }

  async matchIndex(pairDay: PairDay): Promise<string | null> {
    const index = await this.#query(transactions.trades.matchIndex, pairDay);
    return typeof index === 'string' ? index : null;
  }

  matchShards(pairDay: PairDay, shards: readonly number[]): Promise<ShardTexts[]> {
    return this.#query(transactions.trades.matchShards, { ...pairDay, shards }) as Promise<ShardTexts[]>;
  }

  correctionsDue(pairDay: PairDay): Promise<MatchRequest['corrections']> {
    return this.#query(transactions.trades.correctionsDue, pairDay) as Promise<MatchRequest['corrections']>;
  }

  /** What a match is given of a pair's UTIs: the register that stands, or a new one. */
  async utis(pair: Pair, prefixes: readonly string[]): Promise<MatchRequest['utis']> {
    const held = await this.#query(transactions.trades.utis, { pair, prefixes });
    if (!utisHeldChecker.fits(held)) throw new Error('no register of UTIs');
    const secret = randomBytes(32).toString('hex');
    const first = canonicalJson({ type: 'uti-register', version: 1, pair, secret });
    return { register: held.register ?? first, shelves: held.shelves };
  }

  async match(request: MatchRequest, endorsingOrganizations: string[]): Promise<void> {
    const documents = { [transient.request]: JSON.stringify(request) };
    await this.#submit(transactions.trades.match, documents, endorsingOrganizations);
  }

  close(): void {
    this.#gateway.close();
  }
}
