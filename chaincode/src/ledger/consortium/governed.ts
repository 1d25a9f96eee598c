import {
  canonicalJson,
  isinsIn,
  keys,
  type Action,
  type Instrument,
  type InstrumentDocument,
  type InstrumentRegister,
  type MembersDocument,
  type ParametersDocument,
} from '@jangbu/model';
import type { Governed } from '../../rules/consortium/actions';
import { endsKey, nameOfKey, type EndableKey } from '../../rules/consortium/issuer-actions';
import type { PublicState } from '../state/context';
import { findIssuerKey } from './issuer-keys';
import { findParameters, readInstruments, readRegister } from './reference';
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

function registerWrite(register: InstrumentRegister['instruments'], changed: readonly Instrument[]): Write {
  const document: InstrumentRegister = {
    type: 'instrument-register',
    version: 1,
    instruments: {
      ...register,
      ...Object.fromEntries(
        changed.map(({ isin, currency, status, kind, quantityScale, priceScale }) => [
          isin,
          [currency, status, kind, quantityScale, priceScale],
        ]),
      ),
    },
  };
  return publicWrite(keys.instrumentRegister(), document);
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
  const register = changed.length > 0 ? [registerWrite(await readRegister(state), changed)] : [];
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
