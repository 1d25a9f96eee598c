import { RefusalError, writeRefusal } from '@jangbu/model';
import type { ChaincodeInterface, ChaincodeResponse, ChaincodeStub } from 'fabric-shim';
import { AuditContract } from './contracts/audit/audit';
import { ConsortiumContract } from './contracts/consortium/consortium';
import { CredentialsContract } from './contracts/credentials/credentials';
import { LoginsContract } from './contracts/credentials/logins';
import { DaysContract } from './contracts/days/days';
import { told, unknownTransaction } from './contracts/execution/contract';
import { dispatched, type Transaction } from './contracts/execution/dispatch';
import type { LedgerContract } from './contracts/execution/ledger-contract';
import { FabricContract } from './contracts/fabric/fabric';
import { HoldingsContract } from './contracts/holdings/holdings';
import { InterfirmContract } from './contracts/interfirm/interfirm';
import { SettlementContract } from './contracts/settlement/settlement';
import { SupervisionContract } from './contracts/supervision/supervision';
import { TradesContract } from './contracts/trades/trades';
import { LedgerFault } from './documents/fault';

/** What a peer endorses. */
const OK = 200;
/** What a peer does not endorse, and answers without the reads and writes that led there. */
const REFUSED = 400;
/** As {@link REFUSED}, and the shim writes the message to its log. */
const FAULT = 500;

/** What the chaincode's process was given besides the contracts. */
export interface ChaincodeOptions {
  /** Hash of the founding list that travels in the chaincode package; empty when there is none. */
  readonly foundingHash: string;
  /** The clock of the peer that these contracts serve. It only lets them withhold a signature: no result depends on it. */
  readonly now: () => Date;
  /** Told of every unexpected error, in words that quote no document. */
  readonly onFault: (report: string) => void;
}

/** Where an unexpected error arose, without its message, which may quote a private document. */
function whereabouts(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [error.name, ...frames].join('\n');
}

/** All contracts of the ledger. */
export function contractsWith({
  foundingHash,
  now,
}: Pick<ChaincodeOptions, 'foundingHash' | 'now'>): readonly LedgerContract[] {
  const contracts = [
    new ConsortiumContract(foundingHash),
    new DaysContract(now),
    new InterfirmContract(),
    new TradesContract(),
    new HoldingsContract(),
    new SettlementContract(),
    new SupervisionContract(),
    new CredentialsContract(),
    new LoginsContract(),
    new AuditContract(),
  ];
  return [...contracts, new FabricContract(contracts)];
}

/**
 * The chaincode: finds the transaction that a peer asks for, runs it, and answers. The contracts are classes of
 * Fabric's library; this stands in place of the library's own dispatcher, which compiles schemas and reads the
 * caller's certificate in every call, and logs every refusal with its facts.
 */
export class Jangbu implements ChaincodeInterface {
  readonly #transactions: ReadonlyMap<string, Transaction>;
  readonly #onFault: ChaincodeOptions['onFault'];

  constructor(options: ChaincodeOptions) {
    this.#transactions = dispatched(contractsWith(options));
    this.#onFault = options.onFault;
  }

  /** The names of all transactions. */
  get transactionNames(): readonly string[] {
    return [...this.#transactions.keys()];
  }

  /** Nothing has to be done before the first transaction. */
  Init(): Promise<ChaincodeResponse> {
    return Promise.resolve({ status: OK });
  }

  /** Runs a transaction. Never fails: every error is an answer. */
  async Invoke(stub: ChaincodeStub): Promise<ChaincodeResponse> {
    const { fcn, params } = stub.getFunctionAndParameters();
    try {
      const transaction = this.#transactions.get(fcn);
      if (!transaction) {
        throw unknownTransaction(fcn);
      }
      return { status: OK, payload: Buffer.from(await transaction(stub, params)) };
    } catch (error) {
      return this.#failed(fcn, error);
    }
  }

  #failed(transaction: string, error: unknown): ChaincodeResponse {
    if (error instanceof RefusalError) return { status: REFUSED, message: writeRefusal(error) };
    const name = told(transaction);
    if (error instanceof LedgerFault) return { status: FAULT, message: `${name} failed: ${error.message}` };
    const message = `${name} failed: an unexpected error, described in the chaincode's log`;
    this.#onFault(`${message}\n${whereabouts(error)}`);
    return { status: FAULT, message };
  }
}
