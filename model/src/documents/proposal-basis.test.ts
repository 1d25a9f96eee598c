import { hashOf } from '../format/hash';
import { isinOf } from '../../testing/statements';
import type { LedgerMember, MembersDocument } from './consortium';
import type { Action } from './governance';
import { basisOf, type GovernedFacts } from './proposal-basis';
import type { Parameters } from './parameters';

const member = (id: string, changed: Partial<LedgerMember> = {}): LedgerMember => ({
  id,
  mspId: `${id}MSP`,
  name: { en: id, ko: id },
  lei: '00000000000000000098',
  status: 'ACTIVE',
  roles: [],
  ...changed,
});

const document = (...members: LedgerMember[]): MembersDocument => ({
  type: 'members',
  version: 1,
  foundingHash: '',
  members,
});

const PARAMETERS: Parameters = {
  amountTolerance: '0',
  tradeDateWindow: { past: 3, future: 0 },
  settlementRules: [{ kind: 'DEFAULT', from: '2000-01-01', cycle: 2 }],
  closedDays: ['2026-05-05', '2026-05-01'],
};

const FACTS: GovernedFacts = {
  members: document(member('a'), member('b', { roles: ['supervisor'] })),
  parameters: PARAMETERS,
  instruments: new Map(),
};

const supervise: Action = { kind: 'GRANT_ROLE', member: 'a', role: 'supervisor' };
const suspend: Action = { kind: 'SUSPEND_MEMBER', member: 'a' };
const change: Action = { kind: 'CHANGE_CALENDAR', close: ['2026-05-05'], open: ['2026-05-01'] };
const set: Action = { kind: 'SET_PARAMETERS', parameters: PARAMETERS };

/** The actions whose basis is another one by these facts. */
function moved(facts: Partial<GovernedFacts>, ...actions: readonly Action[]): readonly string[] {
  const [before, after] = [basisOf(actions, FACTS), basisOf(actions, { ...FACTS, ...facts })];
  return actions.filter((_, i) => before[i] !== after[i]).map(({ kind }) => kind);
}

describe('the basis of a proposal', () => {
  test('is null for what is not there yet', () => {
    const listing: Action = { kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(1), status: 'SUSPENDED' };
    expect(basisOf([listing, { ...suspend, member: 'z' }], FACTS)).toEqual([null, null]);
    expect(basisOf([set, change], { ...FACTS, parameters: undefined })).toEqual([null, null]);
  });

  test('of a member is its entry; of the supervisor’s role who has it besides', () => {
    const another = document(member('a'), member('b'), member('c', { roles: ['supervisor'] }));
    expect(moved({ members: another }, suspend, supervise)).toEqual(['GRANT_ROLE']);
    const suspended = document(member('a', { status: 'SUSPENDED' }), member('b', { roles: ['supervisor'] }));
    expect(moved({ members: suspended }, suspend, supervise)).toEqual(['SUSPEND_MEMBER', 'GRANT_ROLE']);
  });

  test('of the calendar are the days named, in whatever order they stand', () => {
    const closing = (...closedDays: string[]) => ({ parameters: { ...PARAMETERS, closedDays } });
    expect(moved(closing('2026-05-01', '2026-05-05', '2026-06-03'), change)).toEqual([]);
    expect(moved(closing('2026-05-05'), change)).toEqual(['CHANGE_CALENDAR']);
    expect(basisOf([change], FACTS)).toEqual([hashOf(['2026-05-01', '2026-05-05'])]);
  });

  test('of all parameters is all of them; of rules and cut-offs the entry that is replaced', () => {
    const rule: Action = {
      kind: 'SET_SETTLEMENT_RULE',
      rule: { kind: 'EQUITY', from: '2026-06-01', cycle: 1 },
    };
    const times = {
      opening: '08:30',
      reservation: '15:15',
      settlement: '15:45',
      matching: '16:30',
      close: '18:00',
    };
    const cutOffs: Action = { kind: 'SET_CUT_OFFS', cutOffs: { from: '2026-06-01', ...times } };
    const others = {
      ...PARAMETERS,
      settlementRules: [
        ...PARAMETERS.settlementRules,
        { kind: 'EQUITY' as const, from: '2026-06-02', cycle: 1 },
      ],
      cutOffs: [{ from: '2026-06-02', ...times }],
    };
    expect(moved({ parameters: others }, set, rule, cutOffs)).toEqual(['SET_PARAMETERS']);
    const same = {
      ...others,
      settlementRules: [...others.settlementRules, { kind: 'EQUITY' as const, from: '2026-06-01', cycle: 3 }],
      cutOffs: [{ from: '2026-06-01', ...times }],
    };
    expect(moved({ parameters: same }, rule, cutOffs)).toEqual(['SET_SETTLEMENT_RULE', 'SET_CUT_OFFS']);
  });
});
