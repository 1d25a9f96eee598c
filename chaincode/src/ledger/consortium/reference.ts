import {
  businessDayChecker,
  instrumentDocumentChecker,
  instrumentPartChecker,
  instrumentRegisterChecker,
  keys,
  membersDocumentChecker,
  parametersDocumentChecker,
  RefusalError,
  shardOf,
  type BusinessDay,
  type Instrument,
  type InstrumentsInShort,
  type Key,
  type MembersDocument,
  type Parameters,
} from '@jangbu/model';
import type { PublicState } from '../state/context';
import { KeptReading } from '../../documents/kept-reading';
import { readStored } from '../../documents/parse';

const members = new KeptReading(membersDocumentChecker);
const parameters = new KeptReading(parametersDocumentChecker);
const businessDays = new KeptReading(businessDayChecker);
const registers = new KeptReading(instrumentRegisterChecker);
const registerParts = new KeptReading(instrumentPartChecker);

async function readKept<T>(state: PublicState, key: Key, reading: KeptReading<T>): Promise<T | undefined> {
  const bytes = await state.read(key);
  return bytes && reading.read(state.channel, key.join('/'), bytes);
}

/** The members, if the ledger has been founded. */
export function findMembers(state: PublicState): Promise<MembersDocument | undefined> {
  return readKept(state, keys.members(), members);
}

/**
 * The members in force.
 *
 * @throws RefusalError NOT_FOUNDED
 */
export async function readMembers(state: PublicState): Promise<MembersDocument> {
  const document = await findMembers(state);
  if (!document) throw new RefusalError('NOT_FOUNDED', {});
  return document;
}

/** The parameters, if any have been set. */
export async function findParameters(state: PublicState): Promise<Parameters | undefined> {
  return (await readKept(state, keys.parameters(), parameters))?.parameters;
}

/** The business day, if one has been opened. */
export function findBusinessDay(state: PublicState): Promise<BusinessDay | undefined> {
  return readKept(state, keys.businessDay(), businessDays);
}

/** Into how many parts the register of instruments is cut. */
export async function readRegisterParts(state: PublicState): Promise<number> {
  return (await readKept(state, keys.instrumentRegister(), registers))?.parts ?? 1;
}

/** The instruments of one part of the register, in short, by ISIN. */
export async function readRegisterPart(state: PublicState, part: number): Promise<InstrumentsInShort> {
  return (await readKept(state, keys.instrumentPart(part), registerParts))?.instruments ?? {};
}

/**
 * Currency, status, kind and scales of instruments, by ISIN: of those named, and of others that stand in the same parts.
 *
 * @param named ISINs, or the settlement won, which stands in none but takes its part all the same: so a block does not
 *   tell whether securities or money move
 */
export async function readRegister(state: PublicState, named: Iterable<string>): Promise<InstrumentsInShort> {
  const parts = await readRegisterParts(state);
  const numbers = new Set([...named].map((instrument) => shardOf(instrument, parts)));
  const read = await Promise.all([...numbers].map((part) => readRegisterPart(state, part)));
  return Object.assign({}, ...read) as InstrumentsInShort;
}

/** Currency, status, kind and scales of all instruments, by ISIN. For queries. */
export async function readWholeRegister(state: PublicState): Promise<InstrumentsInShort> {
  const parts = await readRegisterParts(state);
  const read = await Promise.all(Array.from({ length: parts }, (_, part) => readRegisterPart(state, part)));
  return Object.assign({}, ...read) as InstrumentsInShort;
}

/** Those of the instruments that are listed, by ISIN. For governance and queries: see {@link readRegister}. */
export async function readInstruments(
  state: PublicState,
  isins: readonly string[],
): Promise<ReadonlyMap<string, Instrument>> {
  const documents = await Promise.all(
    isins.map(async (isin) => {
      const bytes = await state.read(keys.instrument(isin));
      return bytes && readStored(`instrument/${isin}`, instrumentDocumentChecker, bytes).instrument;
    }),
  );
  return new Map(documents.flatMap((instrument) => (instrument ? [[instrument.isin, instrument]] : [])));
}
