import './contracts/execution/logging';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Shim } from 'fabric-shim';
import { quietShim } from './quiet-shim';

/** A logger of the shim, whose streams tell what reaches them. */
function watched(name: string): { readonly log: (level: string) => void; readonly lines: string[] } {
  const logger = Shim.newLogger(name) as unknown as Record<string, (text: string) => void> & {
    write: (line: { readonly message: string }) => void;
  };
  const lines: string[] = [];
  logger.write = ({ message }) => lines.push(message);
  return { log: (level) => logger[level]?.(level), lines };
}

test("the shim's loggers do nothing for what is not logged, and log the rest", () => {
  expect(process.env['CORE_CHAINCODE_LOGGING_LEVEL']).toBe('WARNING');
  const { log, lines } = watched('lib/handler.js');
  log('debug');
  expect(lines).toEqual(['debug']);
  quietShim();
  for (const level of ['debug', 'info', 'warn', 'error']) log(level);
  expect(lines).toEqual(['debug', 'warn', 'error']);
});

test('each file of the shim that logs is among them', () => {
  quietShim();
  const folder = dirname(require.resolve('fabric-shim/lib/handler.js'));
  const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/getLogger\('([^']+)'\)/g)].map(([, name]) => name),
  );
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) {
    const { log, lines } = watched(String(name));
    log('debug');
    expect(lines).toEqual([]);
  }
});
