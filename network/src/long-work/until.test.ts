import { until } from './until';

describe('waiting', () => {
  it('ends when the fact is true', async () => {
    let asked = 0;
    expect(await until(() => (asked += 1) === 3, 60_000)).toBe(true);
    expect(asked).toBe(3);
  });

  it('ends at the deadline, but asks at least once', async () => {
    let asked = 0;
    expect(await until(() => (asked += 1) > 99, 0)).toBe(false);
    expect(asked).toBe(1);
  });

  it('ends when the caller has given up', async () => {
    const gone = AbortSignal.abort();
    await expect(until(() => false, 60_000, gone)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
