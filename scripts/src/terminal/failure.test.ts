import { PassThrough } from 'node:stream';
import {
  AbortedError,
  IdentityError,
  InputError,
  ProfileError,
  RefusedError,
  UnavailableError,
  UncertainCommitError,
} from '@jangbu/client';
import { FabricProgramsError, NetworkError } from '@jangbu/network';
import { UsageError } from '../input/usage-error';
import type { Language } from '../language/language';
import { failWith } from './exit-codes';
import { reportFailure } from './failure';

function told(error: unknown, language: Language = 'en'): { readonly code: number; readonly text: string } {
  const stream = new PassThrough();
  const code = reportFailure(error, stream, language);
  return { code, text: String(stream.read()) };
}

const refused = new RefusedError({ code: 'NOT_FOUNDED', facts: {} });

describe('a failure', () => {
  const debug = process.env['JANGBU_DEBUG'];
  beforeEach(() => {
    Reflect.deleteProperty(process.env, 'JANGBU_DEBUG');
  });
  afterEach(() => {
    if (debug !== undefined) process.env['JANGBU_DEBUG'] = debug;
    process.exitCode = undefined;
  });

  it.each([
    ['a refusal', refused, 1],
    ['a mistake in the call', new UsageError('no'), 2],
    ['a wrong input', new InputError('no'), 2],
    ['a profile', new ProfileError('no'), 2],
    ['an identity', new IdentityError('no'), 2],
    ['a commit in doubt', new UncertainCommitError('tx'), 3],
    ['a call that was broken off when it was sent', new AbortedError('SIGNAL', { transactionId: 'tx' }), 3],
    ['a peer that is away', new UnavailableError('EVALUATE'), 4],
    ['own peers that are all away', new NetworkError('NODE_NOT_READY', 'no'), 4],
    ['contracts of which a peer did not say what became', new NetworkError('IN_DOUBT', 'no'), 3],
    ['an interruption', new AbortedError('SIGNAL'), 130],
    ['a network that was broken off', new NetworkError('CANCELLED', 'no'), 130],
    ['a build that was broken off', new FabricProgramsError('INTERRUPTED', 'no'), 130],
    ['a build that failed', new FabricProgramsError('BUILD_FAILED', 'no'), 1],
    ['a network that failed', new NetworkError('NODE_DIED', 'no'), 1],
    ['anything else', new TypeError('x of undefined'), 1],
    ['what is no error', 'text', 1],
  ])('has its exit code: %s', (_what, error, code) => {
    expect(told(error).code).toBe(code);
  });

  it('is a line, never a stack, whatever it is', () => {
    for (const error of [refused, new Error('boom'), new TypeError('x of undefined'), 'text'])
      expect(told(error).text).not.toMatch(/^ +at /m);
    expect(told(refused).text.trimEnd().split('\n')).toHaveLength(1);
    expect(told(new Error('boom')).text).toMatch(/jangbu:.* boom\n.*JANGBU_DEBUG=1.*\n$/);
  });

  it('shows its stack, and what caused it, to whoever asks', () => {
    process.env['JANGBU_DEBUG'] = '1';
    const { text } = told(new Error('boom', { cause: new Error('below') }));
    expect(text).toMatch(/^ +at .*failure\.test/m);
    expect(text).toContain('caused by Error: below');
  });

  it('names the fields that are wrong, and the transaction that is in doubt', () => {
    const wrong = new InputError('no', [{ path: '/quantity', message: 'expected digits' }]);
    expect(told(wrong).text).toContain('  /quantity: expected digits');
    expect(told(new UncertainCommitError('tx7')).text).toContain('transaction tx7');
  });

  it('is followed by Korean where Korean is asked for: what to do, and not what the ledger said', () => {
    const wrong = new InputError('no', [{ path: '', message: 'expected digits' }]);
    expect(told(wrong, 'ko').text).toContain('  (전체): expected digits');
    expect(told(new UncertainCommitError('tx7'), 'ko').text).toMatch(/\(트랜잭션 tx7\).*같은 명령을 다시/);
    expect(told(new Error('boom'), 'ko').text).toMatch(/jangbu:.* boom\n예상하지 못한.*JANGBU_DEBUG=1/);
  });

  it('of some of many is told by the gravest', () => {
    failWith([refused, new UnavailableError('ENDORSE'), new UncertainCommitError('tx')]);
    expect(process.exitCode).toBe(3);
    failWith([refused, new UnavailableError('ENDORSE')]);
    expect(process.exitCode).toBe(4);
    failWith([refused, undefined]);
    expect(process.exitCode).toBe(1);
  });
});
