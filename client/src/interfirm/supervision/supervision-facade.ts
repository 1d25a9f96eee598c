import type { BlockSource } from '../../core/follow/block-sink';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import type { HoldingsFacade } from '../holdings/holdings';
import { AgreedReader } from './read-agreed';
import { statusOf } from './status-of';
import type { Supervision, SupervisionStatus, TakeOverOptions, TakeOverResult } from './supervision';
import { TakingOver } from './take-over';

/** What handing over needs of a connection. */
export interface SupervisionParts {
  readonly contracts: ContractClient;
  readonly source: BlockSource;
  readonly chaincode: string;
  readonly own: { readonly id: string; readonly mspId: string };
  readonly holdings: Pick<HoldingsFacade, 'positions' | 'forgetSums'>;
}

/** {@link Supervision} over the contract client and the own peer's blocks. */
export class SupervisionFacade implements Supervision {
  readonly #parts: SupervisionParts;

  constructor(parts: SupervisionParts) {
    this.#parts = parts;
  }

  async status(options: CallOptions = {}): Promise<SupervisionStatus> {
    const reader = this.#reader(options);
    return statusOf(await reader.read(), reader.height);
  }

  async takeOver(options: TakeOverOptions = {}): Promise<TakeOverResult> {
    const { contracts, own, holdings } = this.#parts;
    const reader = this.#reader(options);
    // Before, lest a run that ends early leaves them; and after, for sums that were kept beside it.
    await holdings.forgetSums(options);
    const done = await new TakingOver(contracts, reader, own, options).run();
    await holdings.forgetSums(options);
    const agreed = await reader.read();
    const positions = await holdings.positions(options);
    const frozen = positions.filter(({ free, reserved }) => free + reserved > 0n);
    return { ...statusOf(agreed, reader.height), ...done, frozen };
  }

  #reader({ signal, onProgress }: TakeOverOptions): AgreedReader {
    const { contracts, source, chaincode } = this.#parts;
    return new AgreedReader({
      source,
      chaincode,
      signal,
      height: () => contracts.height({ signal }),
      onBlock: (blockNumber) => onProgress?.({ step: 'BLOCKS', blockNumber }),
    });
  }
}
