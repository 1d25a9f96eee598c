import { tellResultsOf } from './trade-results';

test('what is wrong with the trades of a file is told by file, line and column', () => {
  const written: string[] = [];
  const writing = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const rows = [2, 3].map((line) => ({ side: 'BYE', place: { file: 't.csv', line } }) as never);
  const problems = [{ path: '/side', message: "Expected string to match '^(?:BUY|SELL)$'" }];
  const problem = { position: 1, uti: 'U2', code: 'INVALID', problems } as const;
  const good = {
    status: 'RECORDED',
    uti: 'U1',
    page: {} as never,
    position: 0,
    transactionId: null,
  } as const;
  const bad = { status: 'REFUSED', uti: 'U2', problem } as const;
  tellResultsOf(rows, [good, bad], 'trades recorded', {});
  writing.mockRestore();
  process.exitCode = undefined;
  expect(written.join('')).toContain("t.csv:3: side takes BUY or SELL, not 'BYE'");
  expect(written.join('')).toContain('1 of 2 trades recorded');
});
