import 'reflect-metadata';
import type { ChaincodeStub } from 'fabric-shim';
import { invalid } from '../../documents/parse';
import { superfluous } from './contract';
import type { LedgerContract } from './ledger-contract';

/** Runs one transaction: given its arguments, answers with a JSON text. */
export type Transaction = (stub: ChaincodeStub, given: readonly string[]) => Promise<string>;

/** A transaction of a contract, as the library's decorators have noted it. */
export interface NotedTransaction {
  readonly name: string;
  readonly tag: readonly string[];
  readonly parameters: readonly {
    readonly name: string;
    readonly description: string;
    readonly schema: object;
  }[];
  readonly returns: object;
}

/** What a contract's decorators have noted. */
export function transactionsOf(contract: LedgerContract): readonly NotedTransaction[] {
  return Reflect.getMetadata('fabric:transactions', contract) as readonly NotedTransaction[];
}

/** The argument of a transaction, if it takes one; clients may leave it out where all is asked for. */
function argumentOf({ parameters }: NotedTransaction, given: readonly string[]): readonly string[] {
  if (parameters.length === 0) {
    if (given.some((text) => text !== '')) throw superfluous();
    return [];
  }
  if (given.length > parameters.length)
    throw invalid('argument', { path: '', message: 'more than one argument' });
  return given;
}

function transactionOf(contract: LedgerContract, noted: NotedTransaction): Transaction {
  const method: unknown = Reflect.get(contract, noted.name);
  if (typeof method !== 'function') throw new TypeError(`${contract.getName()} has no ${noted.name}`);
  return (stub, given) => {
    const ctx = contract.createContext();
    ctx.stub = stub;
    return Reflect.apply(method, contract, [ctx, ...argumentOf(noted, given)]) as Promise<string>;
  };
}

/** All transactions of contracts, by the names under which the channel sees them. */
export function dispatched(contracts: readonly LedgerContract[]): ReadonlyMap<string, Transaction> {
  return new Map(
    contracts.flatMap((contract) =>
      transactionsOf(contract).map((noted) => [
        `${contract.getName()}:${noted.name}`,
        transactionOf(contract, noted),
      ]),
    ),
  );
}
