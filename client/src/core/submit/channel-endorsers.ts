import { common } from '@hyperledger/fabric-protos';
import { readConfiguration } from '../channel-trust/configuration-block';
import { endorsementRule } from '../channel-trust/channel-policy';
import type { PolicyRule } from '../channel-trust/policy-rule';
import type { Clock } from '../async/clock';
import { PeerError } from '../errors';
import type { EndorsingFacts } from '../peers/transport';
import type { Endorsers } from './endorsers';

/** A change of the channel is noticed after so many milliseconds, or as soon as something speaks of one. */
const KEPT_MS = 30_000;

interface Known {
  readonly policy: Promise<PolicyRule>;
  readonly readAt: number;
}

/**
 * Who endorses public facts: whoever satisfies the policy of the contracts' definition, which is mostly one of
 * the channel's. The ledger's own list of members says nothing about it.
 */
export class ChannelEndorsers {
  readonly #read: () => Promise<EndorsingFacts>;
  readonly #clock: Clock;
  #known: Known | undefined;

  /** @param read asks the member's own peer */
  constructor(read: () => Promise<EndorsingFacts>, clock: Clock) {
    this.#read = read;
    this.#clock = clock;
  }

  /**
   * @param doubtful whether what is known may be out of date
   * @throws PeerError when the channel has no such policy; whatever reading throws
   */
  async endorsers(doubtful: boolean): Promise<Endorsers> {
    return { rule: 'POLICY', policy: await this.#policy(doubtful) };
  }

  #policy(doubtful: boolean): Promise<PolicyRule> {
    const now = this.#clock.now();
    const known = this.#known;
    if (known && !doubtful && now - known.readAt < KEPT_MS) return known.policy;
    const reading: Known = { policy: this.#read().then(ruleOf), readAt: now };
    this.#known = reading;
    reading.policy.catch(() => {
      if (this.#known === reading) this.#known = undefined;
    });
    return reading.policy;
  }
}

function ruleOf({ configurationBlock, applicationPolicy }: EndorsingFacts): PolicyRule {
  try {
    const { root } = readConfiguration(configurationBlock);
    return endorsementRule(root, common.ApplicationPolicy.deserializeBinary(applicationPolicy));
  } catch (cause) {
    const says = cause instanceof Error ? cause.message : String(cause);
    throw new PeerError(`who has to endorse cannot be told: ${says}`, { cause });
  }
}
