import type { Contract, ProposalOptions } from '@hyperledger/fabric-gateway';
import {
  canonicalJson,
  transactions,
  transient,
  utisHeldChecker,
  type MatchRequest,
  type PageTexts,
  type Pair,
  type PairDay,
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
    const transientData = { [transient.header]: page.header, [transient.body]: page.body };
    await this.#submit(transactions.trades.record, { transientData, endorsingOrganizations });
  }

  /**
   * The library's `submit` in its steps, because an earlier try may have got through without our knowing: then
   * the contract writes nothing, and a transaction that writes nothing needs more endorsers than these.
   */
  async #submit(transaction: string, options: ProposalOptions): Promise<void> {
    const endorsed = await this.#contract.newProposal(transaction, options).endorse();
    if (Buffer.from(endorsed.getResult()).includes('"ALREADY_RECORDED"')) return;
    const status = await (await endorsed.submit()).getStatus();
    if (!status.successful) throw new Error(`transaction ${status.transactionId} failed: ${status.code}`);
  }

  async matchIndex(pairDay: PairDay): Promise<string | null> {
    const answer = await this.#contract.evaluate(transactions.trades.matchIndex, {
      arguments: [JSON.stringify(pairDay)],
    });
    const index: unknown = JSON.parse(Buffer.from(answer).toString());
    return typeof index === 'string' ? index : null;
  }

  /** What a match is given of a pair's UTIs: the register that stands, or a new one. */
  async utis(pair: Pair, prefixes: readonly string[]): Promise<MatchRequest['utis']> {
    const answer = await this.#contract.evaluate(transactions.trades.utis, {
      arguments: [JSON.stringify({ pair, prefixes })],
    });
    const held: unknown = JSON.parse(Buffer.from(answer).toString());
    if (!utisHeldChecker.fits(held)) throw new Error('no register of UTIs');
    const secret = randomBytes(32).toString('hex');
    const first = canonicalJson({ type: 'uti-register', version: 1, pair, secret });
    return { register: held.register ?? first, shelves: held.shelves };
  }

  async match(request: MatchRequest, endorsingOrganizations: string[]): Promise<void> {
    const transientData = { [transient.request]: JSON.stringify(request) };
    await this.#submit(transactions.trades.match, { transientData, endorsingOrganizations });
  }

  close(): void {
    this.#gateway.close();
  }
}
