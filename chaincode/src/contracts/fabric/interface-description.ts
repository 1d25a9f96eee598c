import { components, interfirmTransactions, transient } from '@jangbu/model';
import 'reflect-metadata';
import { CHAINCODE_NAME, CHAINCODE_VERSION } from '../consortium/version';
import { descriptionOf, type Description, type TransientEntries } from '../execution/described';
import { transactionsOf, type NotedTransaction } from '../execution/dispatch';
import type { LedgerContract } from '../execution/ledger-contract';
import { interfirmRecords } from '../interfirm/interfirm';

/** Where Fabric's library says that the form of what follows is told. */
const FORM = 'https://hyperledger.github.io/fabric-chaincode-node/main/api/contract-schema.json';

/** An entry of the transient data, as it is told. */
export interface ToldEntry {
  readonly required: boolean;
  readonly schema: object;
}

/** A transaction as it is told; what begins with `x-` is not of Fabric's form. */
export interface ToldTransaction extends NotedTransaction {
  readonly 'x-description': string;
  readonly 'x-transient'?: Readonly<Record<string, ToldEntry>>;
  /** What is chosen by an entry of the transient data: each with its own other entries. */
  readonly 'x-transactions'?: Readonly<Record<string, ToldHidden>>;
}

/** A transaction that the channel sees no name of. */
export type ToldHidden = Pick<ToldTransaction, 'x-description' | 'x-transient'>;

/** A contract as it is told. */
export interface ToldContract {
  readonly name: string;
  readonly info: { readonly title: string; readonly description: string };
  readonly transactions: readonly ToldTransaction[];
}

/** All that is told of the contracts. */
export interface InterfaceDescription {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly contracts: Readonly<Record<string, ToldContract>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

function entriesTold(entries: TransientEntries = {}): Readonly<Record<string, ToldEntry>> {
  const told = Object.entries(entries).map(([name, schema]) => {
    const required = !name.endsWith('?');
    const entry = { required, schema: { $ref: `#/components/schemas/${schema}` } };
    return [required ? name : name.slice(0, -1), entry] as const;
  });
  return Object.fromEntries(told);
}

function hiddenTold({ description, transient: entries }: Description): ToldHidden {
  return { 'x-description': description, 'x-transient': entriesTold(entries) };
}

/** What is told of the transaction that stands for many. */
const CHOSEN: Pick<ToldTransaction, 'x-transient' | 'x-transactions'> = {
  'x-transient': {
    [transient.transaction]: { required: true, schema: { enum: [...interfirmTransactions] } },
  },
  'x-transactions': Object.fromEntries(
    Object.entries(interfirmRecords).map(([name, record]) => [name, hiddenTold(record)]),
  ),
};

function transactionTold(contract: LedgerContract, noted: NotedTransaction): ToldTransaction {
  const description = descriptionOf(contract, noted.name);
  if (!description) throw new TypeError(`${contract.getName()}:${noted.name} is not described`);
  return {
    ...noted,
    'x-description': description.description,
    ...(description.transient ? { 'x-transient': entriesTold(description.transient) } : {}),
    ...(contract.getName() === 'interfirm' ? CHOSEN : {}),
  };
}

function contractTold(contract: LedgerContract): ToldContract {
  const noted = Reflect.getMetadata('fabric:info', globalThis) as Record<string, ToldContract['info']>;
  const info = noted[contract.constructor.name];
  if (!info) throw new TypeError(`${contract.getName()} tells nothing of itself`);
  const transactions = transactionsOf(contract).map((each) => transactionTold(contract, each));
  return { name: contract.getName(), info, transactions };
}

/** What contracts can do, in the form of Fabric's contract API. */
export function describe(contracts: readonly LedgerContract[]): InterfaceDescription {
  const schemas = Object.entries(components).map(
    ([name, schema]) => [name, { $id: name, ...schema }] as const,
  );
  return {
    ...{ $schema: FORM },
    info: {
      title: CHAINCODE_NAME,
      version: CHAINCODE_VERSION,
      description: 'The contracts of a ledger that securities firms keep together.',
    },
    contracts: Object.fromEntries(contracts.map((each) => [each.getName(), contractTold(each)])),
    components: { schemas: Object.fromEntries(schemas) },
  };
}
