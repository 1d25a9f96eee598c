import { cutOffsOn, type Action, type CutOffs, type Parameters } from '@jangbu/model';
import { UsageError } from '../input/usage-error';
import { cutOffActions, dayActions, dayTitle } from './calendar-actions';

const NORMAL: CutOffs = {
  from: '2026-01-02',
  opening: '08:00',
  reservation: '15:00',
  settlement: '15:30',
  matching: '16:00',
  close: '18:00',
};

const PARAMETERS: Parameters = {
  amountTolerance: '0',
  tradeDateWindow: { past: 5, future: 0 },
  settlementRules: [{ kind: 'DEFAULT', from: '2000-01-01', cycle: 2 }],
  closedDays: [],
  cutOffs: [NORMAL],
};

function after(actions: readonly Action[]): Parameters {
  const added = actions.flatMap((action) => (action.kind === 'SET_CUT_OFFS' ? [action.cutOffs] : []));
  return { ...PARAMETERS, cutOffs: [NORMAL, ...added] };
}

describe('a change of closed days', () => {
  it('closes some and opens others', () => {
    expect(dayActions(['2026-11-27'], ['2026-12-31'])).toEqual([
      { kind: 'CHANGE_CALENDAR', close: ['2026-11-27'], open: ['2026-12-31'] },
    ]);
  });

  it.each([
    ['nothing', [], []],
    ['what is no date', ['2026-11-31'], []],
    ['what is no date', [], ['tomorrow']],
    ['a day twice', ['2026-11-27'], ['2026-11-27']],
  ])('cannot name %s', (_what, close, open) => {
    expect(() => dayActions(close, open)).toThrow(UsageError);
  });
});

it('a title names few days and counts many', () => {
  expect(dayTitle(['2026-11-27'], ['2026-12-30', '2026-12-31'])).toBe(
    'close 2026-11-27; open 2026-12-30, 2026-12-31',
  );
  const year = Array.from({ length: 365 }, () => '2026-11-27');
  expect(dayTitle(year, year)).toBe('close 365 days; open 365 days');
});

describe('a change of cut-offs', () => {
  it('leaves the other times as they are', () => {
    const changed = after(cutOffActions('2026-11-23', { matching: '16:30' }, 'ONWARDS', PARAMETERS));
    expect(cutOffsOn('2026-11-20', changed)).toMatchObject({ matching: '16:00' });
    expect(cutOffsOn('2027-03-02', changed)).toMatchObject({ opening: '08:00', matching: '16:30' });
  });

  it('for one day returns to what was in force', () => {
    const times = {
      opening: '09:00',
      reservation: '16:00',
      settlement: '16:30',
      matching: '17:00',
      close: '19:00',
    };
    const changed = after(cutOffActions('2026-11-19', times, 'ONE_DAY', PARAMETERS));
    expect(cutOffsOn('2026-11-19', changed)).toEqual({ ...times, from: '2026-11-19' });
    expect(cutOffsOn('2026-11-20', changed)).toEqual({ ...NORMAL, from: '2026-11-20' });
  });

  it.each([
    ['times out of order', '2026-11-19', { settlement: '17:30' }],
    ['no time', '2026-11-19', {}],
    ['what is no time', '2026-11-19', { opening: '8am' }],
    ['what is no date', '19 November', { opening: '09:00' }],
  ])('cannot name %s', (_what, from, changed) => {
    expect(() => cutOffActions(from, changed, 'ONWARDS', PARAMETERS)).toThrow(UsageError);
  });
});
