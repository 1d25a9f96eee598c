import type { ChaincodeStub } from 'fabric-shim';
import {
  queryContext,
  submitContext,
  type QueryContext,
  type SubmitContext,
} from '../../ledger/state/context';
import { LedgerState } from '../../ledger/state/state';
import { Context, Contract } from './library';

/** What a transaction is given to work with. Nothing is read of the ledger, nor of the caller's certificate, before it is asked for. */
export class LedgerContext extends Context {
  declare stub: ChaincodeStub;
  #ledger: LedgerState | undefined;

  /** The ledger's state, as this transaction sees and writes it. */
  get ledger(): LedgerState {
    return (this.#ledger ??= new LedgerState(this.stub));
  }

  get submitting(): SubmitContext {
    return submitContext(this.stub, this.ledger);
  }

  get querying(): QueryContext {
    return queryContext(this.stub, this.ledger);
  }
}

/** A contract of this ledger: its transactions are the methods with the library's decorators. */
export abstract class LedgerContract extends Contract {
  override createContext(): LedgerContext {
    return new LedgerContext();
  }
}
