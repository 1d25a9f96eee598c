import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { StockLayout } from './network/layout';

/** A member by its place: the first organisation supervises, since one has to. */
export const MEMBERS = ['org1', 'org2'] as const;
export const ISIN = 'KR7005930003';

const NAMES = [
  { en: 'Organisation One', ko: '일번 기관' },
  { en: 'Organisation Two', ko: '이번 기관' },
];

/**
 * Writes what the two agree on before they begin: who they are, and what their first vote puts on the ledger.
 *
 * @returns the file
 */
export async function writeFounders({ channel, organizations, root }: StockLayout): Promise<string> {
  const file = join(root, 'founders.yaml');
  const text = stringify({
    channel,
    members: organizations.map(({ mspId }, index) => ({
      ...{ id: MEMBERS[index], mspId, name: NAMES[index], leiMadeUp: true },
      roles: index === 0 ? ['supervisor', 'custodian'] : ['custodian'],
    })),
    parameters: {
      amountTolerance: '0',
      tradeDateWindow: { past: 5, future: 0 },
      settlementRules: [{ kind: 'DEFAULT', from: '2000-01-01', cycle: 2 }],
      closedDays: [],
    },
    instruments: [{ isin: ISIN, kind: 'EQUITY', name: { en: 'Samsung Electronics', ko: '삼성전자' } }],
  });
  await writeFile(file, text);
  return file;
}
