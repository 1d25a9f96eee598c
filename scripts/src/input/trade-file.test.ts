import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tradeStatementChecker } from '@jangbu/model';
import { toStatement } from './trade-statement';
import { readStatementFile, readStatementLines, STATEMENT_COLUMNS } from './trade-file';

const LINE = 'UTI1,sk,2026-11-24,BUY,KR7005930003,10,70000,KRW,700000,2026-11-26,HOUSE,NH-1';

describe('a file of trades', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function file(header: readonly string[], ...lines: readonly string[]): string {
    const path = join(folder, 'trades.csv');
    writeFileSync(path, [header.join(','), ...lines].join('\n'));
    return path;
  }

  test('states clean price and accrued interest where its line has them, and nothing where not', async () => {
    const header = [...STATEMENT_COLUMNS, 'clean_price', 'accrued_interest'];
    const [bond, share] = await readStatementFile(file(header, `${LINE},69000,10000`, `${LINE},,`));
    expect(bond && toStatement(bond)).toMatchObject({ cleanPrice: 69_000n, accruedInterest: 10_000n });
    expect(share && toStatement(share).cleanPrice).toBeUndefined();
  });

  test('never turns what is no number into one that the ledger takes', async () => {
    const header = [...STATEMENT_COLUMNS, 'clean_price', 'accrued_interest'];
    const wrong = LINE.replace(',10,70000,KRW,700000,', ',1o,7e4,KRW,"700,000",');
    const [row] = await readStatementFile(file(header, `${wrong},x,-5`));
    const trade = toStatement(row ?? ({} as never));
    const sent = Object.fromEntries(Object.entries(trade).map(([name, value]) => [name, String(value)]));
    const paths = tradeStatementChecker.problems(sent).map(({ path }) => path);
    for (const field of ['/quantity', '/price', '/amount', '/cleanPrice', '/accruedInterest'])
      expect(paths).toContain(field);
  });

  test('tells on which line each trade begins', async () => {
    const quoted = LINE.replace('NH-1', '"NH\n1"');
    const lines = await readStatementLines(file(STATEMENT_COLUMNS, quoted, '', LINE));
    expect(lines.map(({ line }) => line)).toEqual([2, 5]);
    expect(lines[1]?.row.reference).toBe('NH-1');
  });

  test('that is not there is named', async () => {
    const none = join(folder, 'none.csv');
    await expect(readStatementFile(none)).rejects.toMatchObject({ name: 'TableFileError' });
    await expect(readStatementFile(none)).rejects.toThrow(`${none} cannot be read`);
  });

  test('needs no columns for bonds, and takes no unknown ones', async () => {
    const [row] = await readStatementFile(file(STATEMENT_COLUMNS, LINE));
    expect(row && toStatement(row)).toMatchObject({ quantity: 10n, cleanPrice: undefined });
    const unknown = file([...STATEMENT_COLUMNS, 'customer'], `${LINE},someone`);
    await expect(readStatementFile(unknown)).rejects.toThrow('unknown column: customer');
  });
});
