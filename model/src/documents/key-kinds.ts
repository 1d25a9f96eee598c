import { instructionChecker } from './instructions';
import { lotChecker, movementChecker, partiesToMovement } from './holdings';
import { keys, type Key } from './keys';
import { failChecker, reservationChecker } from './settlement';

/** Whose agreement a private record needs besides the supervisor's: members by id, or whoever another record needs. */
export type RecordParties = { readonly members: readonly string[] } | { readonly asOf: Key };

/** Reads the parties of a record from its key and content; undefined where it is none of its kind. */
type PartiesOf = (key: Key, content: unknown) => RecordParties | undefined;

/** Where a record stands: in public state; with one member alone; or with the supervisor and these parties. */
type Standing = 'PUBLIC' | 'OWN' | PartiesOf;

/** The two members that come first in the key, in whatever order. */
const named: PartiesOf = ([, first, second]) =>
  first === undefined || second === undefined ? undefined : { members: [first, second] };

/** Those of the instruction that comes first in the key. */
const ofInstruction: PartiesOf = ([, creator, instructionId]) =>
  creator === undefined || instructionId === undefined
    ? undefined
    : { asOf: keys.instruction({ creator, instructionId }) };

/** Those of the record that a key names behind a business day. */
function ofDated(keyOf: (day: string, maker: string, id: string) => Key): PartiesOf {
  return ([, day, maker, id]) =>
    day === undefined || maker === undefined || id === undefined
      ? undefined
      : { asOf: keyOf(day, maker, id) };
}

/** Those that the content names, where it reads. */
function inContent<T>(
  checker: { readonly fits: (value: unknown) => value is T },
  members: (content: T) => readonly string[],
): PartiesOf {
  return (_, content) => (checker.fits(content) ? { members: members(content) } : undefined);
}

/** Of every kind of key. Whoever adds one answers here, or it does not compile. */
const STANDING: Readonly<Record<keyof typeof keys, Standing>> = {
  members: 'PUBLIC',
  parameters: 'PUBLIC',
  businessDay: 'PUBLIC',
  closedDay: 'PUBLIC',
  attestation: 'PUBLIC',
  daySeal: 'PUBLIC',
  instrument: 'PUBLIC',
  instrumentRegister: 'PUBLIC',
  instrumentPart: 'PUBLIC',
  proposal: 'PUBLIC',
  vote: 'PUBLIC',
  outcome: 'PUBLIC',
  page: named,
  pageBody: named,
  duePage: named,
  correctionsDue: named,
  cancellationConsent: named,
  matchIndex: named,
  matchShard: named,
  openShard: named,
  matchResult: named,
  utiRegister: named,
  utiShelf: named,
  lot: inContent(lotChecker, ({ owner }) => [owner]),
  spentLot: inContent(lotChecker, ({ owner }) => [owner]),
  movement: inContent(movementChecker, partiesToMovement),
  dayMovement: ofDated((_, by, movementId) => keys.movement(by, movementId)),
  instruction: inContent(instructionChecker, ({ pair }) => pair),
  openInstruction: ofInstruction,
  // One of the two may settle without the other, and a fail is its witness's: as whoever came to hold it first.
  endedInstruction: ofDated((day, creator, instructionId) =>
    keys.endedInstruction(day, { creator, instructionId }),
  ),
  failedInstruction: ofDated((day, creator, instructionId) =>
    keys.failedInstruction(day, { creator, instructionId }),
  ),
  // A firm may reserve without showing the other.
  reservation: inContent(reservationChecker, ({ lot }) => [lot.owner]),
  settlement: ([, creator, instructionId]) =>
    creator === undefined || instructionId === undefined
      ? undefined
      : { asOf: keys.settlement({ creator, instructionId }) },
  instructionCancellation: ofInstruction,
  issuerKey: 'PUBLIC',
  issuerKeyStatus: 'PUBLIC',
  issuerKeyEnd: 'PUBLIC',
  credentialBatch: 'PUBLIC',
  credentialStatus: 'PUBLIC',
  killedSet: 'PUBLIC',
  loginConsent: 'OWN',
  useAnchor: 'PUBLIC',
  erasureAttestation: 'PUBLIC',
  auditInquiry: 'PUBLIC',
  heartbeat: 'OWN',
  partialConsent: ofInstruction,
  settlementTerms: named,
  division: ofInstruction,
  fail: inContent(failChecker, ({ witness }) => [witness]),
  upheld: 'OWN',
};

/** The kind that a key of this name begins with: `pageBody` makes `page-body`. */
function kindOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Kinds of records that the supervisor holds with their parties. */
const SUPERVISED: ReadonlyMap<string, PartiesOf> = new Map(
  Object.entries(STANDING).flatMap(([name, standing]) =>
    typeof standing === 'function' ? [[kindOf(name), standing]] : [],
  ),
);

/** The kinds of records that the supervisor holds with their parties, sorted. A new supervisor takes them over. */
export const SUPERVISED_KINDS: readonly string[] = [...SUPERVISED.keys()].sort();

/** Whether a key is of a kind that the supervisor holds with its parties. */
export function isSupervised([kind]: Key): boolean {
  return SUPERVISED.has(kind);
}

/** Whose agreement a record needs besides the supervisor's; undefined where its kind or its text does not tell. */
export function recordParties(key: Key, text: string): RecordParties | undefined {
  try {
    return SUPERVISED.get(key[0])?.(key, JSON.parse(text));
  } catch {
    return undefined;
  }
}
