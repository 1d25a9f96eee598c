import type { DayKept } from '@jangbu/client/consortium';
import { keepDay, keepDayOnce, type DayKeeping } from './keep-day';

const DATE = '2026-11-25';
const NEXT: DayKept = {
  did: 'NOTHING',
  day: { type: 'business-day', version: 1, date: DATE, phase: 'OPEN', sequence: 3 },
  next: { to: { date: DATE, phase: 'MATCHING_CLOSED' }, at: { date: DATE, time: '16:30' } },
};
const MOVED: DayKept = { did: 'MOVED', to: { date: DATE, phase: 'OPEN' } };

/** A keeper whose ledger answers what the test says, and who is stopped when that is used up. */
function keeping(...answers: readonly (DayKept | Error)[]) {
  const stop = new AbortController();
  const said: string[] = [];
  const waits: number[] = [];
  const attested: boolean[] = [];
  let clock = Date.parse('2026-11-25T07:28:30Z'); // 16:28:30 in Korea
  const left = [...answers];
  const given: DayKeeping = {
    keep: (_now, attests) => {
      attested.push(attests);
      const answer = left.shift();
      if (left.length === 0) stop.abort();
      if (answer instanceof Error) return Promise.reject(answer);
      return answer ? Promise.resolve(answer) : Promise.reject(new RangeError('asked too often'));
    },
    now: () => new Date(clock),
    wait: (milliseconds) => {
      waits.push(milliseconds);
      clock += milliseconds;
      return Promise.resolve();
    },
    say: (line) => said.push(line),
    signal: stop.signal,
  };
  return { given, said, waits, attested };
}

describe('keeping the business day', () => {
  it('does one thing after the other while something is due, and waits for the next cut-off, a minute at most', async () => {
    const { given, said, waits } = keeping(MOVED, NEXT, NEXT, { ...MOVED, to: NEXT.next.to });
    await keepDay(given);
    expect(waits).toEqual([60_000, 30_000]);
    expect(said).toEqual([
      '2026-11-25 OPEN',
      'next: 2026-11-25 MATCHING_CLOSED at 2026-11-25 16:30 (Korean time)',
      '2026-11-25 MATCHING_CLOSED',
      'stopped',
    ]);
  });

  it('once does what is due, and waits for nothing', async () => {
    const { given, said, waits } = keeping(MOVED, NEXT, MOVED);
    await keepDayOnce(given);
    expect(waits).toEqual([]);
    expect(said).toHaveLength(2);
  });

  it('goes on after a failure, but not when nothing has ever succeeded', async () => {
    const { given, said, waits } = keeping(NEXT, new Error('peer away'), MOVED);
    await keepDay(given);
    expect(waits).toEqual([60_000, 15_000]);
    expect(said).toContain('failed, and is tried again: peer away');
    await expect(keepDay(keeping(new Error('not the supervisor'), MOVED).given)).rejects.toThrow(
      'not the supervisor',
    );
    await expect(keepDayOnce(keeping(MOVED, new Error('peer away')).given)).rejects.toThrow('peer away');
  });

  it('opens the next day although the last one cannot be attested', async () => {
    const failure = new Error('no block holds the close');
    const { given, attested } = keeping(MOVED, failure, failure, failure, MOVED, MOVED);
    await keepDay(given);
    expect(attested).toEqual([true, true, true, true, false, true]);
  });

  it('raises an alarm when the members say otherwise of a day', async () => {
    const claim = { date: DATE, transactions: { count: 3, root: 'r' } };
    const differs = { did: 'ATTESTED', attested: { claim, day: 'DIFFERS' } } as unknown as DayKept;
    const { given, said } = keeping(differs, NEXT);
    await keepDay(given);
    expect(said[0]).toMatch(/^ALARM: .* say otherwise of 2026-11-25/);
  });
});
