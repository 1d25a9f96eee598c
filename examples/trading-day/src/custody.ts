import type { Ledger } from '@jangbu/client';
import type { LotInput } from '@jangbu/client/interfirm';
import { MOVEMENT_LOTS_MAX } from '@jangbu/model';
import { type Progress, eachOf } from '@jangbu/network';
import { beginPhase } from './begin-phase';
import { ACCOUNT_KINDS, Cells, readRows, readTable } from 'jangbu';

const COLUMNS = ['firm', 'instrument', 'account_kind', 'amount', 'arrives'] as const;

/** Deposits made at the same time. */
const DEPOSITS_AT_ONCE = 8;

/** What a custodian keeps for a firm. */
export interface CustodyEntry extends LotInput {
  readonly firm: string;
  /** Business days by which it reaches custody too late to settle on time. */
  readonly arrives: number;
}

/** Reads what the firms have in custody, from a CSV file. */
export async function readCustody(file: string): Promise<CustodyEntry[]> {
  const rows = await readTable(file, COLUMNS);
  return readRows(rows, (row) => {
    const cells = new Cells(row);
    return {
      firm: row.firm,
      instrument: row.instrument,
      accountKind: cells.word('account_kind', ACCOUNT_KINDS),
      amount: cells.whole('amount'),
      arrives: Number(cells.whole('arrives')),
    };
  });
}

function byFirm(entries: readonly CustodyEntry[]): [string, LotInput[]][] {
  const firms = new Map<string, LotInput[]>();
  for (const { firm, instrument, accountKind, amount } of entries) {
    firms.set(firm, [...(firms.get(firm) ?? []), { instrument, accountKind, amount }]);
  }
  return [...firms];
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

/**
 * Has the custodian issue lots against what it keeps for the firms.
 *
 * @param custodian a connection under the custodian's operator identity
 * @returns how many lots it issued
 */
export async function deposit(
  custodian: Ledger,
  entries: readonly CustodyEntry[],
  progress: Progress,
): Promise<number> {
  const deposits = byFirm(entries).flatMap(([firm, lots]) =>
    chunks(lots, MOVEMENT_LOTS_MAX).map((each) => ({ firm, lots: each })),
  );
  const done = beginPhase(progress, 'custody', 'the custodian issues lots', deposits.length);
  await eachOf(deposits, DEPOSITS_AT_ONCE, async ({ firm, lots }) => {
    await custodian.holdings.deposit(firm, lots);
    done();
  });
  return entries.length;
}
