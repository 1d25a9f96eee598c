import type { Instruction } from '../documents/instructions';
import { keys } from '../documents/keys';
import { addDays } from '../calendar/calendar';
import type { LeftLot } from '../settlement/left-lots';
import { settlementDay } from '../settlement/settlement-day';
import { documentName } from './agreed';
import type { AgreedDocuments } from './agreed-documents';
import { leftHashes, settledWithout, type KnownInstruction } from './settled-without';
import type { PartlyAlone } from './written-alone';

/** An instruction settles within so many days of its trade date, that one included, or it is not told on which one it did. */
const DAYS_MOST = 3_700;

/** What the settlement of an instruction counts for that not both firms are known to have taken part in. */
export interface SettlementVerdict {
  /** It counts with both; a reservation is yet to be had; or it does not. */
  readonly kind: 'SETTLED' | 'WAITS' | 'OTHERWISE';
  /** The day on which it settled; undefined where the record is none. */
  readonly businessDay?: string | undefined;
  /** Lots of the firm that was away which the supervisor does not have as the settlement left them. */
  readonly lacking: readonly LeftLot[];
  /** Keys, by their SHA-256, of all that the settlement left of that firm's. */
  readonly left: readonly string[];
}

const OTHERWISE: SettlementVerdict = { kind: 'OTHERWISE', lacking: [], left: [] };

/** Whether the supervisor lacks a lot as a settlement left it; not where its owner has held it so, and gone on from there. */
function isLacking(agreed: AgreedDocuments, left: LeftLot): boolean {
  const { lot, status } = left;
  const ends = [keys.spentLot(lot), ...(status === 'FREE' ? [keys.lot(lot)] : [])];
  if (ends.some((key) => agreed.agreedWith(lot.owner, key))) return false;
  if (ends.every((key) => agreed.ownOf(documentName(key)) === undefined)) return true;
  return status === 'SPENT' && agreed.standingOf(documentName(keys.lot(lot))) === 'DUE';
}

function judgedBy(
  agreed: AgreedDocuments,
  written: PartlyAlone,
  known: KnownInstruction,
): SettlementVerdict | undefined {
  const { instruction } = known;
  const settled = written.get(documentName(keys.settlement(instruction)));
  const isBy = (id: string): boolean => settled?.beside.includes(agreed.mspIdOf(id)) === true;
  const businessDay = settledOn(instruction, settled?.hash);
  if (businessDay === undefined || !instruction.pair.some(isBy)) return undefined;
  const firms = instruction.pair.filter((id) => !isBy(id));
  const verdicts = firms.map((firm) => settledWithout(agreed, written, known, firm));
  if (verdicts.some(({ kind }) => kind === 'OTHERWISE')) return undefined;
  const lots = verdicts.flatMap((each) => (each.kind === 'WHOLE' ? each.lots : []));
  return {
    kind: verdicts.every(({ kind }) => kind === 'WHOLE') ? 'SETTLED' : 'WAITS',
    businessDay,
    lacking: lots.filter((each) => isLacking(agreed, each)),
    left: lots.flatMap(leftHashes).map(([document]) => document),
  };
}

function settledOn(instruction: Instruction, hash: string | null | undefined): string | undefined {
  const { tradeDate } = instruction;
  const days = { from: tradeDate, to: addDays(tradeDate, DAYS_MOST - 1) };
  return typeof hash === 'string' ? settlementDay(instruction, hash, days) : undefined;
}

/**
 * What the settlement of an instruction counts for that not both firms are known to have taken part in: by the transaction that made
 * it, or, where that tells nothing, since each of the two came to hold it.
 */
export function settlementVerdict(agreed: AgreedDocuments, known: KnownInstruction): SettlementVerdict {
  const { instruction } = known;
  const key = keys.settlement(instruction);
  const verdicts = agreed.alone
    .of(documentName(key))
    .flatMap((written) => judgedBy(agreed, written, known) ?? []);
  const verdict = verdicts.find(({ kind }) => kind === 'SETTLED') ?? verdicts[0];
  if (verdict) return verdict;
  const [one, other] = instruction.pair.map((id) => agreed.agreedWith(id, key)?.hash);
  const businessDay = one === other ? settledOn(instruction, one) : undefined;
  return businessDay === undefined ? OTHERWISE : { kind: 'SETTLED', businessDay, lacking: [], left: [] };
}
