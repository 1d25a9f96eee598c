import type { common, peer } from '@hyperledger/fabric-protos';

/** How long a call may take, and what stops it. */
export interface CallLimits {
  /** Milliseconds from now. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** A transaction as it is proposed. */
export interface Proposed {
  /** As the application names it; the channel sees no more of the name than it has to (`onWire`). */
  readonly transaction: string;
  /** The one JSON argument, public to the channel. */
  readonly argument?: string | undefined;
  /** Private documents by name; every endorser sees them all. */
  readonly transient?: Readonly<Record<string, string>> | undefined;
  /** MSP ids of the organisations to ask; all of them have to answer. */
  readonly organizations: readonly string[];
}

/** A query, and of which organisation. */
export interface Asked extends Pick<Proposed, 'transaction' | 'argument'> {
  /** MSP id of the organisation whose peers are asked; the member's own unless another is named. */
  readonly at?: string | undefined;
}

/** A proposal on which all organisations that were asked agree, signed and ready to be ordered. */
export interface Endorsed {
  readonly transactionId: string;
  /** What the contract answered. */
  readonly answer: string;
  /** The signed envelope; sending the same bytes again is harmless. */
  readonly envelope: Uint8Array;
}

/** What became of a transaction that was ordered. */
export interface CommitStatus {
  /** Fabric's validation code; 0 is valid. */
  readonly code: number;
  readonly blockNumber: bigint;
}

/** What a peer knows of who has to endorse what concerns everyone. */
export interface EndorsingFacts {
  /** The channel's configuration in force: a serialised `common.Block`. */
  readonly configurationBlock: Uint8Array;
  /** Of the definition of the contracts in force: a serialised `common.ApplicationPolicy`. */
  readonly applicationPolicy: Uint8Array;
}

/** A block as a peer delivers it, with the private data that the caller's organisation may see. */
export interface DeliveredBlock {
  readonly block: common.Block;
  readonly privateData?: peer.BlockAndPrivateData | undefined;
}

/** What a follower asks of a peer. */
export interface BlockRequest {
  readonly from: bigint;
  readonly privateData: 'WITH' | 'WITHOUT';
  readonly signal?: AbortSignal | undefined;
}

/** Whether a connection to a peer stands; unknown before the first try and during one. */
export type Connectivity = 'UP' | 'DOWN' | 'UNKNOWN';

/**
 * One of the member's own peers, as the contract client sees it. Each method throws what the gateway library
 * throws; `classifyFailure` makes sense of it.
 */
export interface PeerTransport {
  readonly name: string;
  /** Asks one organisation. */
  evaluate(asked: Asked, limits: CallLimits): Promise<string>;
  /** How many blocks the peer has. */
  height(limits: CallLimits): Promise<bigint>;
  /** Asks the member's own organisation, too. */
  endorsingFacts(limits: CallLimits): Promise<EndorsingFacts>;
  endorse(proposed: Proposed, limits: CallLimits): Promise<Endorsed>;
  submit(endorsed: Endorsed, limits: CallLimits): Promise<void>;
  commitStatus(transactionId: string, limits: CallLimits): Promise<CommitStatus>;
  blocks(request: BlockRequest): AsyncIterable<DeliveredBlock>;
  /** How its connection stands; `TRY` has it made where it is not. */
  connectivity(mode: 'LOOK' | 'TRY'): Connectivity;
  /** Connects; rejects when the connection does not stand after so many milliseconds. */
  connect(deadlineMs: number): Promise<void>;
  close(): void;
}
