import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cells, readRows } from './cells';
import { readTable } from './table-file';
import { toStatement } from './trade-statement';
import { readStatementFile, STATEMENT_COLUMNS } from './trade-file';

const VALUES: Readonly<Record<(typeof STATEMENT_COLUMNS)[number], string>> = {
  ...{ uti: 'UTI1', counterparty: 'sk', trade_date: '2026-11-24', side: 'BUY', isin: 'KR7005930003' },
  ...{ quantity: '10', price: '70000', currency: 'KRW', amount: '700000', settlement_date: '2026-11-26' },
  ...{ account_kind: 'HOUSE', reference: 'NH-1' },
};

function lineOf(changed: Partial<typeof VALUES> = {}): string {
  const values = { ...VALUES, ...changed };
  return STATEMENT_COLUMNS.map((column) => `"${values[column].replaceAll('"', '""')}"`).join(',');
}

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

  async function statementsIn(...lines: readonly string[]): Promise<ReturnType<typeof toStatement>[]> {
    return readRows(await readStatementFile(file(STATEMENT_COLUMNS, ...lines)), toStatement);
  }

  test('states clean price and accrued interest where its line has them, and nothing where not', async () => {
    const header = [...STATEMENT_COLUMNS, 'clean_price', 'accrued_interest'];
    const [bond, share] = await readStatementFile(file(header, `${lineOf()},69000,10000`, `${lineOf()},,`));
    expect(bond && toStatement(bond)).toMatchObject({ cleanPrice: 69_000n, accruedInterest: 10_000n });
    expect(share && toStatement(share).cleanPrice).toBeUndefined();
  });

  test('states what is free of payment, in a column of its own', async () => {
    const header = [...STATEMENT_COLUMNS, 'payment'];
    const free = lineOf({ price: '0', amount: '0' });
    const rows = await readStatementFile(file(header, `${free},free`, `${lineOf()},`, `${lineOf()},paid`));
    expect(rows.slice(0, 2).map((row) => toStatement(row).payment)).toEqual(['FREE', undefined]);
    expect(() => rows.slice(2).map(toStatement)).toThrow("line 4, column payment: 'paid' is not FREE");
  });

  test.each([
    ['98700', 98_700n],
    ['0', 0n],
    ['98,700', 98_700n],
    ['1,234,567', 1_234_567n],
    ['9'.repeat(30), BigInt('9'.repeat(30))],
  ])('may write an amount %s', async (amount, value) => {
    expect(await statementsIn(lineOf({ amount }))).toMatchObject([{ amount: value }]);
  });

  test.each([
    ['', 'is empty'],
    ['98,7', 'commas that do not set off thousands'],
    ['9,87,000', 'commas that do not set off thousands'],
    ['1234,567', 'commas that do not set off thousands'],
    ['0,123', 'commas that do not set off thousands'],
    [',700', 'commas that do not set off thousands'],
    ['98700.00', 'has a decimal point'],
    ['98.700', 'has a decimal point'],
    ['-9870000', 'has a sign'],
    ['−98700', 'has a sign'],
    ['+98700', 'has a sign'],
    ['(9870000)', 'is in parentheses'],
    ['9.87E+06', 'is written with an exponent'],
    ['1e3', 'is written with an exponent'],
    ['９８７００', 'digits other than 0 to 9'],
    ['₩98700', 'has a currency sign'],
    ['98700원', 'is no whole number'],
    ['98 700', 'is no whole number'],
    ["98'700", 'is no whole number'],
    ['0x10', 'is no whole number'],
    ['9'.repeat(31), 'has 31 digits; the ledger takes 30'],
    ['#REF!', 'is no whole number'],
  ])('may not write one %j, and is told where it does', async (amount, why) => {
    for (const column of ['quantity', 'price', 'amount'] as const) {
      const attempt = statementsIn(lineOf(), lineOf({ [column]: amount }));
      await expect(attempt).rejects.toMatchObject({ name: 'TableFileError' });
      await expect(attempt).rejects.toThrow(`trades.csv, line 3, column ${column}: '${amount}' `);
      await expect(attempt).rejects.toThrow(why);
    }
  });

  test.each([
    ['trade_date', '2026/11/24', 'is no date; one is written YYYY-MM-DD'],
    ['trade_date', '20261124', 'is no date'],
    ['settlement_date', '2026-11-31', 'is no date'],
    ['settlement_date', '46351', 'is no date'],
    ['side', 'B', 'is not BUY or SELL'],
    ['account_kind', 'OWN', 'is not HOUSE or CLIENT'],
  ] as const)('whose %s is %s is refused', async (column, value, why) => {
    await expect(statementsIn(lineOf({ [column]: value }))).rejects.toThrow(
      `line 2, column ${column}: '${value}' ${why}`,
    );
  });

  test('is told all its lines that do not read, as far as one can take it in', async () => {
    const lines = Array.from({ length: 14 }, (_, i) => lineOf({ amount: i === 0 ? '1' : '-1' }));
    const error: unknown = await statementsIn(...lines).catch((each: unknown) => each);
    const told = error instanceof Error ? error.message.split('\n') : [];
    expect(told).toHaveLength(11);
    expect(told[0]).toContain('line 3');
    expect(told.at(-1)).toBe('and 3 more lines');
  });

  test('has empty rows passed over, as spreadsheets leave them', async () => {
    const empty = ',,,,,,,,,,,';
    expect(await statementsIn(lineOf(), empty, '  , ,,,,,,,,,,', ',,', '', lineOf())).toHaveLength(2);
  });

  test('is refused where a line has another number of values, or a column is there twice', async () => {
    await expect(statementsIn(`${lineOf()},1`)).rejects.toThrow(
      'line 2 has 13 values where line 1 names 12 columns',
    );
    const twice = file([...STATEMENT_COLUMNS, 'amount'], `${lineOf()},1`);
    await expect(readStatementFile(twice)).rejects.toThrow('line 1 has the column amount twice');
  });

  test('tells on which line each trade begins', async () => {
    const quoted = lineOf({ reference: 'NH\n1' });
    const rows = await readStatementFile(file(STATEMENT_COLUMNS, quoted, '', lineOf()));
    expect(rows.map(({ place: { line } }) => line)).toEqual([2, 5]);
  });

  test('that is not there is named', async () => {
    const none = join(folder, 'none.csv');
    await expect(readStatementFile(none)).rejects.toMatchObject({ name: 'TableFileError' });
    await expect(readStatementFile(none)).rejects.toThrow(`${none} cannot be read`);
  });

  test('needs no columns for bonds, and takes no unknown ones', async () => {
    const [row] = await readStatementFile(file(STATEMENT_COLUMNS, lineOf()));
    expect(row && toStatement(row)).toMatchObject({ quantity: 10n, cleanPrice: undefined });
    const unknown = file([...STATEMENT_COLUMNS, 'customer'], `${lineOf()},someone`);
    await expect(readStatementFile(unknown)).rejects.toThrow('unknown column: customer');
  });

  test('and one of holdings is read by the same eyes', async () => {
    const path = file(['instrument', 'account_kind', 'amount'], 'KRW,house,"1,000"', 'KRW,CLIENT,1.5');
    const [first, second] = await readTable(path, ['instrument', 'account_kind', 'amount'] as const);
    expect(first && new Cells(first).whole('amount')).toBe(1000n);
    expect(() => second && new Cells(second).whole('amount')).toThrow("line 3, column amount: '1.5' ");
  });
});
