import {
  canonicalJson,
  cutFrom,
  isinsIn,
  keys,
  shardOf,
  type Action,
  type Instrument,
  type InstrumentDocument,
  type InstrumentPart,
  type InstrumentRegister,
  type InstrumentsInShort,
  type MembersDocument,
  type ParametersDocument,
} from '@jangbu/model';
import type { Governed } from '../../rules/consortium/actions';
import { endsKey, nameOfKey, type EndableKey } from '../../rules/consortium/issuer-actions';
import type { PublicState } from '../state/context';
import { findIssuerKey } from './issuer-keys';
import { findParameters, readInstruments, readRegisterPart, readRegisterParts } from './reference';
import { publicWrite, type Write } from '../state/write';

async function readEndableKeys(
  state: PublicState,
  actions: readonly Action[],
): Promise<ReadonlyMap<string, EndableKey>> {
  const named = new Map(actions.filter(endsKey).map((action) => [nameOfKey(action), action]));
  const found = await Promise.all(
    [...named].map(async ([name, { issuer, kid }]) => {
      const { key, end } = await findIssuerKey(state, issuer, kid);
      return key ? ([[name, { key, end }]] as const) : [];
    }),
  );
  return new Map(found.flat());
}

/** Reads what the actions of a proposal may change. @param today the business day in force */
export async function readGoverned(
  state: PublicState,
  members: MembersDocument,
  today: string | undefined,
  actions: readonly Action[],
): Promise<Governed> {
  const [parameters, instruments, issuerKeys] = await Promise.all([
    findParameters(state),
    readInstruments(state, isinsIn(actions)),
    readEndableKeys(state, actions),
  ]);
  return { members, parameters, instruments, issuerKeys, today };
}

function instrumentWrite(instrument: Instrument): Write {
  const document: InstrumentDocument = { type: 'instrument', version: 1, instrument };
  return publicWrite(keys.instrument(instrument.isin), document);
}

/** A part of the register is cut in two when it has more instruments than this. */
const PART_MOST = 512;

/** What stands of the register's parts while a proposal is carried out. */
class Register {
  readonly #state: PublicState;
  readonly #before: number;
  #parts: number;
  readonly #written = new Map<number, InstrumentsInShort>();

  constructor(state: PublicState, parts: number) {
    this.#state = state;
    this.#before = parts;
    this.#parts = parts;
  }

  async #part(part: number): Promise<InstrumentsInShort> {
    return this.#written.get(part) ?? (await readRegisterPart(this.#state, part));
  }

  async put({ isin, currency, status, kind, quantityScale, priceScale }: Instrument): Promise<void> {
    const part = shardOf(isin, this.#parts);
    const before = await this.#part(part);
    const instruments: InstrumentsInShort = {
      ...before,
      [isin]: [currency, status, kind, quantityScale, priceScale],
    };
    this.#written.set(part, instruments);
    if (Object.keys(instruments).length > PART_MOST) await this.#grow();
  }

  /** Adds a part, which takes its share of one other. */
  async #grow(): Promise<void> {
    const from = cutFrom(this.#parts);
    const all = Object.entries(await this.#part(from));
    this.#parts += 1;
    const now = (part: number): InstrumentsInShort =>
      Object.fromEntries(all.filter(([isin]) => shardOf(isin, this.#parts) === part));
    this.#written.set(from, now(from));
    this.#written.set(this.#parts - 1, now(this.#parts - 1));
  }

  writes(): Write[] {
    const head: InstrumentRegister = { type: 'instrument-register', version: 1, parts: this.#parts };
    return [
      ...(this.#parts === this.#before ? [] : [publicWrite(keys.instrumentRegister(), head)]),
      ...[...this.#written].map(([part, instruments]) => {
        const document: InstrumentPart = { type: 'instrument-part', version: 1, part, instruments };
        return publicWrite(keys.instrumentPart(part), document);
      }),
    ];
  }
}

async function registerWrites(state: PublicState, changed: readonly Instrument[]): Promise<Write[]> {
  if (changed.length === 0) return [];
  const register = new Register(state, await readRegisterParts(state));
  for (const instrument of changed) await register.put(instrument);
  return register.writes();
}

function parametersWrite(parameters: ParametersDocument['parameters']): Write {
  const document: ParametersDocument = { type: 'parameters', version: 1, parameters };
  return publicWrite(keys.parameters(), document);
}

/** Writes what a carried proposal changed: each key once, and none that stays as it was. */
export async function governedWrites(
  state: PublicState,
  before: Governed,
  after: Governed,
): Promise<Write[]> {
  const changed = [...after.instruments.values()].filter(
    (instrument) => before.instruments.get(instrument.isin) !== instrument,
  );
  const ended = [...after.issuerKeys].flatMap(([name, { end }]) =>
    end && before.issuerKeys.get(name)?.end !== end ? [end] : [],
  );
  const register = await registerWrites(state, changed);
  const { members, parameters } = after;
  return [
    ...(canonicalJson(members) === canonicalJson(before.members)
      ? []
      : [publicWrite(keys.members(), members)]),
    ...(parameters && parameters !== before.parameters ? [parametersWrite(parameters)] : []),
    ...changed.map(instrumentWrite),
    ...register,
    ...ended.map((end) => publicWrite(keys.issuerKeyEnd(end.issuer, end.kid), end)),
  ];
}
