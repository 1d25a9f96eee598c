import type { common } from '@hyperledger/fabric-protos';
import type {
  Asked,
  BlockRequest,
  CallLimits,
  CommitStatus,
  Connectivity,
  DeliveredBlock,
  Endorsed,
  EndorsingFacts,
  PeerTransport,
  Proposed,
} from '../src/core/peers/transport';
import { flatChannel } from './channel-configuration';

/** What a scripted call does: answer, or throw. */
export type Step<T> = T | Error;

/** A call as the contract client made it. */
export type Made =
  | { readonly call: 'EVALUATE'; readonly transaction: string }
  | { readonly call: 'ENDORSING_FACTS' }
  | { readonly call: 'ENDORSE'; readonly organizations: readonly string[]; readonly content: string }
  | { readonly call: 'SUBMIT' | 'COMMIT_STATUS'; readonly transactionId: string };

/** What a peer does, call by call; the last step of a list is repeated. */
export interface Script {
  readonly evaluate?: Step<string>[];
  /** MSP ids of the channel's organisations, more than half of which endorse. */
  readonly channel?: Step<readonly string[]>[];
  readonly endorse?: Step<string>[];
  readonly submit?: Step<'OK'>[];
  readonly commitStatus?: Step<number>[];
  readonly blocks?: readonly common.Block[];
}

/** A peer that does what it is told, and remembers what it was asked. */
export class ScriptedTransport implements PeerTransport {
  readonly name: string;
  readonly made: Made[] = [];
  /** How its connection stands. */
  reachable: Connectivity = 'UP';
  readonly #script: Script;
  #transactions = 0;

  constructor(script: Script, name = 'peer0') {
    this.#script = script;
    this.name = name;
  }

  #next<T>(steps: Step<T>[] | undefined, otherwise: T): Promise<T> {
    const step = steps && steps.length > 1 ? steps.shift() : (steps?.[0] ?? otherwise);
    return step instanceof Error ? Promise.reject(step) : Promise.resolve(step as T);
  }

  /** The calls of one kind. */
  calls<C extends Made['call']>(call: C): Extract<Made, { call: C }>[] {
    return this.made.filter((made): made is Extract<Made, { call: C }> => made.call === call);
  }

  evaluate({ transaction }: Asked): Promise<string> {
    this.made.push({ call: 'EVALUATE', transaction });
    return this.#next(this.#script.evaluate, 'null');
  }

  height(): Promise<bigint> {
    return Promise.resolve(BigInt(this.#script.blocks?.length ?? 0));
  }

  async endorsingFacts(): Promise<EndorsingFacts> {
    this.made.push({ call: 'ENDORSING_FACTS' });
    return flatChannel(await this.#next(this.#script.channel, ['NhMSP', 'SkMSP', 'KofiaMSP']));
  }

  async endorse({ organizations, transient, argument }: Proposed, limits: CallLimits): Promise<Endorsed> {
    this.made.push({ call: 'ENDORSE', organizations, content: JSON.stringify({ transient, argument }) });
    limits.signal?.throwIfAborted();
    const answer = await this.#next(this.#script.endorse, '{"status":"RECORDED"}');
    this.#transactions += 1;
    const transactionId = `tx${this.#transactions}`;
    return { transactionId, answer, envelope: Buffer.from(transactionId) };
  }

  async submit({ transactionId }: Endorsed): Promise<void> {
    this.made.push({ call: 'SUBMIT', transactionId });
    await this.#next(this.#script.submit, 'OK');
  }

  async commitStatus(transactionId: string): Promise<CommitStatus> {
    this.made.push({ call: 'COMMIT_STATUS', transactionId });
    return { code: await this.#next(this.#script.commitStatus, 0), blockNumber: 7n };
  }

  /** A scripted peer has the blocks that its script gives it. */
  async *blocks({ from }: Pick<BlockRequest, 'from'>): AsyncIterable<DeliveredBlock> {
    for (const block of (this.#script.blocks ?? []).slice(Number(from)))
      yield await Promise.resolve({ block });
  }

  connectivity(): Connectivity {
    return this.reachable;
  }

  connect(): Promise<void> {
    return this.reachable === 'DOWN' ? Promise.reject(new Error('not there')) : Promise.resolve();
  }

  close(): void {
    // Nothing is open.
  }
}
