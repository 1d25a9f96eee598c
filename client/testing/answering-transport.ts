import type {
  Asked,
  CommitStatus,
  DeliveredBlock,
  Endorsed,
  EndorsingFacts,
  PeerTransport,
  Proposed,
} from '../src/core/peers/transport';
import { VALIDATION } from '../src/core/peers/validation-codes';
import { flatChannel } from './channel-configuration';
import { MEMBERS } from './ledger-transport';

/** A peer that answers each query from a table, and takes in every transaction unless told otherwise. */
export class AnsweringTransport implements PeerTransport {
  readonly name = 'peer0';
  /** What queries answer, by transaction. */
  readonly answers = new Map<string, unknown>();
  /** What was endorsed, in its order. */
  readonly endorsed: Proposed[] = [];
  /** What the contract answers to a submission; what it throws, endorsing throws. */
  answer: (proposed: Proposed) => object = () => ({ status: 'RECORDED' });

  evaluate({ transaction }: Asked): Promise<string> {
    if (this.answers.has(transaction)) return Promise.resolve(JSON.stringify(this.answers.get(transaction)));
    return Promise.reject(new Error(`no answer to ${transaction}`));
  }

  height(): Promise<bigint> {
    return Promise.resolve(0n);
  }

  endorsingFacts(): Promise<EndorsingFacts> {
    return Promise.resolve(flatChannel(MEMBERS.map(({ mspId }) => mspId)));
  }

  async endorse(proposed: Proposed): Promise<Endorsed> {
    const answer = await Promise.resolve(this.answer(proposed));
    this.endorsed.push(proposed);
    const transactionId = `tx${this.endorsed.length}`;
    return { transactionId, answer: JSON.stringify(answer), envelope: Buffer.from(transactionId) };
  }

  submit(): Promise<void> {
    return Promise.resolve();
  }

  commitStatus(): Promise<CommitStatus> {
    return Promise.resolve({ code: VALIDATION.VALID, blockNumber: 7n });
  }

  async *blocks(): AsyncIterable<DeliveredBlock> {
    // It has no blocks.
  }

  connectivity(): 'UP' {
    return 'UP';
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    // Nothing is open.
  }
}
