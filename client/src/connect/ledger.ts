import { AuditFacade, type Audit } from '../interfirm/audit/audit-facade';
import type { Consortium } from '../consortium/governance/consortium';
import { ConsortiumFacade } from '../consortium/governance/consortium-facade';
import { Members } from '../consortium/governance/members';
import type { Signatory } from '../core/identity/signatory';
import { CredentialsFacade, type Credentials } from '../credentials/registry/credentials-facade';
import { DaysFacade, type Days } from '../consortium/days/days';
import type { ContractClient } from '../core/submit/contract-client';
import type { PeerHealth } from '../core/peers/own-peers';
import type { CallOptions } from '../core/submit/submission';
import type { BlocksRequest, BlockSource } from '../core/follow/block-sink';
import type { LedgerBlock } from '../core/follow/ledger-block';
import { readBlock } from '../core/follow/read-block';
import { Receipts } from '../interfirm/receipts/make-receipt';
import { LoginsFacade, type Logins } from '../credentials/login/logins-facade';
import { HoldingsFacade, type Holdings } from '../interfirm/holdings/holdings';
import type { DocumentStore } from '../core/documents/document-store';
import { DayFacts } from '../interfirm/reports/day-facts';
import type { Reports } from '../interfirm/reports/reports';
import { KeptDays } from '../core/documents/kept-days';
import { HeldDays } from '../interfirm/reports/held-days';
import { ReportsFacade } from '../interfirm/reports/reports-facade';
import { InstructionReader } from '../interfirm/settlement/instruction-reader';
import type { Settlement } from '../interfirm/settlement/settlement';
import { SettlementFacade } from '../interfirm/settlement/settlement-facade';
import { PageArchive } from '../interfirm/pages/page-archive';
import type { OwnMember } from '../core/identity/own-member';
import { PairReader } from '../interfirm/matching/pair-reader';
import type { Trades } from '../interfirm/trades/trades';
import type { Supervision } from '../interfirm/supervision/supervision';
import { SupervisionFacade } from '../interfirm/supervision/supervision-facade';
import { TradesFacade } from '../interfirm/trades/trades-facade';

/** A member's connection to the ledger: one typed facade a contract. */
export interface Ledger extends BlockSource, AsyncDisposable {
  readonly channel: string;
  readonly member: OwnMember;
  readonly consortium: Consortium;
  readonly days: Days;
  readonly trades: Trades;
  readonly holdings: Holdings;
  readonly settlement: Settlement;
  readonly reports: Reports;
  readonly credentials: Credentials;
  readonly logins: Logins;
  readonly audit: Audit;
  readonly supervision: Supervision;
  /**
   * The blocks of the member's own peer, from a number on, in order, waiting for new ones.
   * `followBlocks` brings them into a sink exactly once.
   *
   * @throws UnavailableError when the peer goes away; FollowError `DAMAGED`; AbortedError
   */
  blocks(request: BlocksRequest): AsyncIterable<LedgerBlock>;
  /**
   * Waits until the member's own peer has a block. A call is judged by what one's own peer has seen:
   * after another member's act (a day opened, say), wait for its block before building on it.
   *
   * @param blockNumber as `Recorded` tells it to whoever recorded
   * @throws UnavailableError when the peer stays away; AbortedError
   */
  reached(blockNumber: bigint, options?: CallOptions): Promise<void>;
  /** How the connections to the member's own peers stand, in the order of its profile. Asks nobody. */
  health(): readonly PeerHealth[];
  /** Stops the calls that are under way (they throw AbortedError) and closes the connections. */
  close(): Promise<void>;
}

interface Parts {
  readonly signatory: Signatory;
  readonly contracts: ContractClient;
  readonly channel: string;
  readonly member: OwnMember;
  readonly store: DocumentStore;
}

/** {@link Ledger} over the contract client. */
export class LedgerConnection implements Ledger {
  readonly channel: string;
  readonly member: OwnMember;
  readonly consortium: Consortium;
  readonly days: Days;
  readonly trades: Trades;
  readonly holdings: Holdings;
  readonly settlement: Settlement;
  readonly reports: Reports;
  readonly credentials: Credentials;
  readonly logins: Logins;
  readonly audit: Audit;
  readonly supervision: Supervision;
  readonly #contracts: ContractClient;

  constructor({ contracts, channel, member, store, signatory }: Parts) {
    const members = new Members(contracts);
    this.channel = channel;
    this.member = member;
    this.#contracts = contracts;
    this.consortium = new ConsortiumFacade(contracts, members, member.id);
    this.days = new DaysFacade(contracts, members, signatory);
    this.trades = new TradesFacade({
      contracts,
      members,
      store,
      ownId: member.id,
      receipts: new Receipts(contracts, member.mspId, signatory),
    });
    const holdings = new HoldingsFacade(contracts, members, store, member.id);
    this.holdings = holdings;
    this.settlement = new SettlementFacade(contracts, members, store, member.id);
    this.credentials = new CredentialsFacade(contracts, member, channel);
    this.logins = new LoginsFacade(contracts, member, signatory);
    this.audit = new AuditFacade(contracts, members, store, signatory);
    this.supervision = new SupervisionFacade({
      contracts,
      source: this,
      chaincode: signatory.chaincode,
      own: member,
      holdings,
    });
    this.reports = new ReportsFacade({
      ownId: member.id,
      consortium: this.consortium,
      days: this.days,
      trades: this.trades,
      holdings: this.holdings,
      settlement: this.settlement,
      instructions: new InstructionReader(contracts),
      facts: new DayFacts(this.consortium, new PairReader(contracts, new PageArchive(store)), member.id),
      held: new HeldDays(new KeptDays(store, 'account-sums')),
    });
  }

  async *blocks({ from, privateData = 'WITH', signal }: BlocksRequest): AsyncIterable<LedgerBlock> {
    for await (const delivered of this.#contracts.blocks({ from, privateData, signal })) {
      yield readBlock(delivered);
    }
  }

  reached(blockNumber: bigint, options?: CallOptions): Promise<void> {
    return this.#contracts.reach(blockNumber, options);
  }

  health(): readonly PeerHealth[] {
    return this.#contracts.health();
  }

  close(): Promise<void> {
    this.#contracts.close();
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
