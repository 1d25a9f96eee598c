import { Described } from '../execution/described';
import { LedgerContract, LedgerContext } from '../execution/ledger-contract';
import { Info, Returns, Transaction } from '../execution/library';
import { describe } from './interface-description';

/** What Fabric's own tools ask every chaincode. */
@Info({ title: 'Fabric', description: "What Fabric's own tools ask every chaincode." })
export class FabricContract extends LedgerContract {
  readonly #contracts: readonly LedgerContract[];
  #text: string | undefined;

  /** @param contracts of which it tells, besides itself */
  constructor(contracts: readonly LedgerContract[] = []) {
    super('org.hyperledger.fabric');
    this.#contracts = [...contracts, this];
  }

  @Transaction(false)
  @Returns('ContractMetadata')
  @Described('Tells what these contracts can do. Reads nothing; anybody may ask.')
  // The context is unused, but it tells the library that there is no other parameter.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  GetMetadata(_: LedgerContext): Promise<string> {
    // Made when it is first asked for, so that no peer waits for it at the start; the same for good.
    this.#text ??= JSON.stringify(describe(this.#contracts));
    return Promise.resolve(this.#text);
  }
}
