import { readFileSync } from 'node:fs';
import {
  Checker,
  components,
  interfirmTransactions,
  onWire,
  transactions,
  type ComponentName,
} from '@jangbu/model';
import type { Request } from '../../../testing/channel';
import { recordEverything, type Watch } from '../../../testing/every-record';
import { openConsortium } from '../../../testing/consortium';
import { contractsWith } from '../../chaincode';
import type { LedgerContract } from '../execution/ledger-contract';
import { describe as describeContracts, type ToldEntry, type ToldTransaction } from './interface-description';

const contracts = contractsWith({ foundingHash: '', now: () => new Date(0) });
const told = describeContracts(contracts);
const all: ReadonlyMap<string, ToldTransaction> = new Map(
  Object.values(told.contracts).flatMap(({ name, transactions: each }) =>
    each.map((transaction) => [`${name}:${transaction.name}`, transaction]),
  ),
);
const hidden = all.get('interfirm:record')?.['x-transactions'] ?? {};

/** What Fabric's library makes of the same classes. */
function derived(classes: readonly (new () => LedgerContract)[]): Pick<typeof told, 'contracts'> {
  const Library = jest.requireActual<
    new (
      classes: unknown[],
      serializers: object,
      metadata: object,
    ) => { metadata: Pick<typeof told, 'contracts'> }
  >('fabric-shim/lib/contract-spi/chaincodefromcontract');
  const serializers = { transaction: 'json', serializers: { json: Object } };
  return new Library([...classes], serializers, {}).metadata;
}

/** Without what is not of Fabric's form. */
function plain(transaction: ToldTransaction): object {
  return Object.fromEntries(Object.entries(transaction).filter(([name]) => !name.startsWith('x-')));
}

function refsIn(value: unknown): string[] {
  const found = JSON.stringify(value).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  return [...found].map(([, name = '']) => name);
}

const checkers = new Map<string, Checker<(typeof components)[ComponentName]>>();

function checkerOf(name: string): Checker<(typeof components)[ComponentName]> {
  const known = checkers.get(name) ?? new Checker(components[name as ComponentName]);
  checkers.set(name, known);
  return known;
}

/** What is wrong with a value by a schema as it is told: one of the components, a text, or a list of either. */
function problems(schema: { $ref?: string; type?: string; items?: object }, value: unknown): unknown[] {
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return ['no list'];
    return value.flatMap((each) => problems(schema.items ?? {}, each));
  }
  if (schema.type === 'string') return typeof value === 'string' ? [] : ['no text'];
  const [name = ''] = refsIn(schema);
  return checkerOf(name).problems(value);
}

function entryProblems(
  [name, text]: readonly [string, string],
  entries: Readonly<Record<string, ToldEntry>>,
) {
  const entry = entries[name];
  return entry ? problems(entry.schema, JSON.parse(text)) : [`${name} is not told of`];
}

function requestProblems({ name, transient = {} }: Request): unknown[] {
  const entries = hidden[name]?.['x-transient'] ?? all.get(name)?.['x-transient'] ?? {};
  const missing = Object.keys(entries).filter((each) => entries[each]?.required && !(each in transient));
  return [...missing, ...Object.entries(transient).flatMap((each) => entryProblems(each, entries))];
}

describe('what the contracts tell of themselves', () => {
  it('is what Fabric’s library derives from their classes', () => {
    const ours = contracts.filter((each) => each.getName() !== 'org.hyperledger.fabric');
    const classes = ours.map((each) => each.constructor as new () => LedgerContract);
    const library = derived(classes).contracts;
    expect(Object.keys(told.contracts).sort()).toEqual(Object.keys(library).sort());
    for (const contract of ours) {
      const { info, transactions: each } = told.contracts[contract.getName()] ?? { transactions: [] };
      expect(each.map(plain)).toEqual(library[contract.getName()]?.transactions);
      expect(info).toEqual(library[contract.getName()]?.info);
    }
    expect(library['org.hyperledger.fabric']?.transactions.map(({ name }) => name)).toEqual(['GetMetadata']);
  });

  it('names every transaction, says what it does, and whether it is submitted', () => {
    const named = Object.values(transactions).flatMap((contract) => Object.values<string>(contract));
    const seen = new Set(named.map((transaction) => onWire({ transaction }).transaction));
    expect([...all.keys()].sort()).toEqual([...seen].sort());
    expect(Object.keys(hidden).sort()).toEqual([...interfirmTransactions].sort());
    for (const each of [...all.values(), ...Object.values(hidden)]) {
      expect(each['x-description']).toMatch(/^[A-Z].*\.$/);
    }
    for (const { tag } of all.values()) expect(['SUBMIT,submitTx', 'EVALUATE']).toContain(String(tag));
  });

  it('has a schema for everything that it refers to, and no other', () => {
    const names = Object.keys(told.components.schemas);
    expect(names.sort()).toEqual([...new Set(refsIn(told.contracts))].sort());
    for (const name of names) expect(told.components.schemas[name]).toMatchObject({ $id: name });
  });

  it('is the same at every peer, and asks for nobody’s certificate', async () => {
    const consortium = await openConsortium();
    const ask = (id: string) => {
      const by = { ...consortium.client(id, 'noBlock'), mspId: 'zzMSP' };
      return consortium.channel.query({ by, name: transactions.fabric.metadata }, `${id}MSP`);
    };
    expect(await ask('a')).toEqual(JSON.parse(JSON.stringify(told)));
    expect(await ask('b')).toEqual(await ask('a'));
  });

  it('fits what is really sent and answered', async () => {
    const wrong: unknown[] = [];
    const note = (name: string, found: readonly unknown[]): void => {
      if (found.length > 0) wrong.push([name, ...found]);
    };
    const watch: Watch = (consortium) => {
      const { channel } = consortium;
      const [endorse, query] = [channel.endorse.bind(channel), channel.query.bind(channel)];
      const answered = (request: Request, answer: unknown): void => {
        const { transaction } = onWire({ transaction: request.name });
        note(request.name, problems(all.get(transaction)?.returns ?? {}, answer));
      };
      channel.endorse = async (request, endorsers) => {
        const envelope = await endorse(request, endorsers);
        note(request.name, requestProblems(request));
        answered(request, JSON.parse(envelope.answer));
        return envelope;
      };
      channel.query = async (request, at) => {
        const answer = await query(request, at);
        answered(request, answer);
        return answer;
      };
      return consortium;
    };
    await recordEverything(watch);
    expect(wrong).toEqual([]);
  });
});

describe('class-transformer', () => {
  it('is of the range with which the library works, wherever it is installed', () => {
    const file = require.resolve('class-transformer/package.json', {
      paths: [require.resolve('fabric-contract-api')],
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: '0.5.1' });
  });
});
