import { FollowError, ReadModelError } from '../core/errors';
import { byDatabase, databaseFailure } from './database-failure';

function driverError(code: string | undefined, message = 'the row (홍길동) is wrong'): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

describe('what a database driver throws', () => {
  test.each([
    ['ECONNREFUSED', 'DATABASE_AWAY', true],
    ['57P01', 'DATABASE_AWAY', true],
    ['08006', 'DATABASE_AWAY', true],
    ['53300', 'DATABASE_BUSY', true],
    ['40P01', 'DATABASE_BUSY', true],
    ['53100', 'DATABASE_FULL', false],
    ['ENOSPC', 'DATABASE_FULL', false],
    ['28P01', 'DATABASE_REFUSED', false],
    ['3D000', 'DATABASE_REFUSED', false],
    ['42501', 'DATABASE_REFUSED', false],
    ['42P01', 'DATABASE_FAILED', false],
    [undefined, 'DATABASE_FAILED', false],
  ])('%s is %s', (code, reason, retryable) => {
    const cause = driverError(code);
    const error = databaseFailure(cause);
    expect(error).toBeInstanceOf(ReadModelError);
    expect(error).toMatchObject({ reason, retryable, cause });
    expect(error.message).not.toContain('홍길동');
  });

  test.each([
    ['Connection terminated unexpectedly', 'DATABASE_AWAY'],
    ['Cannot use a pool after calling end on the pool', 'CLOSED'],
    ['PGlite is closed', 'CLOSED'],
  ])('"%s" is %s', (message, reason) => {
    expect(databaseFailure(driverError(undefined, message))).toMatchObject({ reason });
  });

  test('names the server that does not answer', () => {
    const cause = Object.assign(driverError('ECONNREFUSED'), { address: '127.0.0.1', port: 5432 });
    expect(databaseFailure(cause).message).toBe('the database is away (ECONNREFUSED at 127.0.0.1:5432)');
  });

  test('is told once; what the SDK itself throws is passed on', async () => {
    const own = new FollowError('GAP', 3n, 'a block is missing');
    await expect(byDatabase(() => Promise.reject(own))).rejects.toBe(own);
    const away = databaseFailure(driverError('ECONNRESET'));
    await expect(byDatabase(() => byDatabase(() => Promise.reject(away)))).rejects.toBe(away);
    expect(databaseFailure('words')).toMatchObject({ reason: 'DATABASE_FAILED', cause: 'words' });
  });
});
