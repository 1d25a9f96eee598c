import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, verify } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../testing/temporary-folder';
import type { SignedWithHsm } from '../../../testing/sign-with-hsm';
import type { HsmKey } from './hsm';

const library = [
  process.env['SOFTHSM2_LIBRARY'] ?? '',
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
].find((path) => path !== '' && existsSync(path));
const there = library !== undefined && spawnSync('softhsm2-util', ['--version']).status === 0;
const whenThere = there ? describe : describe.skip;

whenThere(`a key in an HSM${there ? '' : ' (skipped: SoftHSM2 is not installed)'}`, () => {
  const folder = temporaryFolder();
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const wanted = { library: library ?? '', token: 'jangbu', pin: '97531', key: 'trader' };

  const env = () => ({ ...process.env, SOFTHSM2_CONF: join(folder(), 'softhsm2.conf') });
  const signed = (key: HsmKey, ...messages: string[]): SignedWithHsm => {
    const script = require.resolve('../../../testing/sign-with-hsm');
    const args = [script, JSON.stringify(key), JSON.stringify(messages)];
    return JSON.parse(
      execFileSync(process.execPath, args, { env: env(), encoding: 'utf8' }),
    ) as SignedWithHsm;
  };

  beforeEach(() => {
    mkdirSync(join(folder(), 'tokens'));
    writeFileSync(
      env().SOFTHSM2_CONF,
      `directories.tokendir = ${join(folder(), 'tokens')}\nlog.level = ERROR\n`,
    );
    const pem = join(folder(), 'key.pem');
    writeFileSync(pem, keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const util = (...args: string[]): unknown => execFileSync('softhsm2-util', args, { env: env() });
    util('--init-token', '--free', '--label', 'jangbu', '--pin', '97531', '--so-pin', '86420');
    util('--import', pem, '--token', 'jangbu', '--label', 'trader', '--id', 'a1', '--pin', '97531');
  });

  test('signs what a peer takes, many at a time, and no more when it is closed', () => {
    const messages = Array.from({ length: 40 }, (_, i) => `message ${i}`);
    const { signatures = [], afterClosing } = signed(wanted, ...messages);
    const fits = messages.map((message, i) =>
      verify('sha256', Buffer.from(message), keys.publicKey, Buffer.from(signatures[i] ?? '', 'hex')),
    );
    expect(fits).not.toContain(false);
    expect(afterClosing).toContain('IdentityError');
  });

  test.each([
    ['another token', { token: 'none' }, 'no token none'],
    ['another key', { key: 'none' }, 'no EC private key none'],
    ['a wrong PIN', { pin: '11111' }, 'cannot be used'],
    ['no library', { library: '/none.so' }, 'cannot be used'],
  ])('%s is refused, without a word of the PIN', (_, changed, says) => {
    const asked = { ...wanted, ...changed };
    const { refused } = signed(asked);
    expect(refused).toContain('IdentityError');
    expect(refused).toContain(says);
    expect(refused).not.toContain(asked.pin);
  });
});
