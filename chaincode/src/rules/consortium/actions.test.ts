import { addDays, isinsIn, type Action, type LedgerMember } from '@jangbu/model';
import { isinOf } from '@jangbu/model/dist/testing/statements';
import { foundingListOf, instrumentOf, PARAMETERS } from '../../../testing/consortium';
import { applyActions, type Governed } from './actions';

const members: LedgerMember[] = foundingListOf(3).members.map((member) => ({
  ...member,
  status: 'ACTIVE',
  roles: [],
}));

function governed(changed: Partial<Governed> = {}): Governed {
  return {
    members: { type: 'members', version: 1, foundingHash: '', members },
    parameters: undefined,
    instruments: new Map([[isinOf(1), instrumentOf(1)]]),
    issuerKeys: new Map(),
    ...changed,
  };
}

function reasonAgainst(...actions: readonly Action[]): string {
  try {
    applyActions(governed(), actions);
  } catch (error) {
    if (error instanceof Error && 'facts' in error) return JSON.stringify(error.facts);
  }
  return 'none';
}

describe('the actions of a proposal', () => {
  it('are carried out in their order, and leave what they started from as it was', () => {
    const before = governed();
    const after = applyActions(before, [
      { kind: 'GRANT_ROLE', member: 'a', role: 'supervisor' },
      { kind: 'GRANT_ROLE', member: 'a', role: 'custodian' },
      { kind: 'WITHDRAW_ROLE', member: 'a', role: 'supervisor' },
      { kind: 'SET_PARAMETERS', parameters: PARAMETERS },
      { kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(1), status: 'SUSPENDED' },
    ]);
    expect(after.members.members[1]?.roles).toEqual(['custodian']);
    expect(after.parameters).toEqual(PARAMETERS);
    expect(after.instruments.get(isinOf(1))?.status).toBe('SUSPENDED');
    expect(before).toEqual(governed());
  });

  it("remember who supervised, once the supervisor's role has moved or gone", () => {
    const role = (kind: 'GRANT_ROLE' | 'WITHDRAW_ROLE', member: string): Action => ({
      kind,
      member,
      role: 'supervisor',
    });
    const former = (...proposals: readonly (readonly Action[])[]) =>
      proposals.reduce((before, actions) => applyActions(before, actions), governed()).members
        .formerSupervisors;
    const named = [role('GRANT_ROLE', 'kofia')];
    expect(former(named, named)).toBeUndefined();
    expect(former(named, [role('GRANT_ROLE', 'a')], [role('GRANT_ROLE', 'kofia')])).toEqual(['kofia', 'a']);
    expect(former(named, [role('WITHDRAW_ROLE', 'kofia')], named)).toEqual(['kofia']);
    // Suspended and reinstated it goes on with its term; and nobody supervises in the middle of a proposal.
    const suspended: readonly Action[] = [
      { kind: 'SUSPEND_MEMBER', member: 'kofia' },
      { kind: 'REINSTATE_MEMBER', member: 'kofia' },
    ];
    expect(former(named, suspended)).toBeUndefined();
    expect(former(named, [role('GRANT_ROLE', 'a'), ...named])).toBeUndefined();
  });

  it('remember when a day was closed or opened, once there is a business day to name', () => {
    const close = (date: string): Action => ({ kind: 'CHANGE_CALENDAR', close: [date], open: [] });
    const known = applyActions(governed({ parameters: PARAMETERS }), [close('2026-06-03')]);
    expect(known.parameters?.calendarChanges).toBeUndefined();
    const after = applyActions({ ...known, today: '2026-03-11' }, [
      close('2026-03-17'),
      close('2026-06-03'),
      { kind: 'SET_PARAMETERS', parameters: PARAMETERS },
    ]);
    expect(after.parameters?.calendarChanges).toEqual([
      { date: '2026-03-17', to: 'CLOSED', declared: '2026-03-11' },
      { date: '2026-03-17', to: 'OPEN', declared: '2026-03-11' },
      { date: '2026-06-03', to: 'OPEN', declared: '2026-03-11' },
    ]);
  });

  it('remember the last thousand changes of the calendar', () => {
    const days = Array.from({ length: 400 }, (_, i) => addDays('2027-01-01', i));
    const close: Action = { kind: 'CHANGE_CALENDAR', close: days, open: [] };
    const open: Action = { kind: 'CHANGE_CALENDAR', close: [], open: days };
    const before = governed({ parameters: PARAMETERS, today: '2026-03-11' });
    const { parameters } = applyActions(before, [close, open, close]);
    expect(parameters?.calendarChanges).toHaveLength(1000);
    expect(parameters?.calendarChanges?.at(-1)).toMatchObject({ date: days.at(-1), to: 'CLOSED' });
    expect(parameters?.calendarChanges?.[0]).toMatchObject({ date: days[200], to: 'CLOSED' });
  });

  it('change the calendar and add rules to the parameters in force, not to those that the proposer saw', () => {
    const rule = { kind: 'DEFAULT', from: '2027-10-12', cycle: 1 } as const;
    const tolerant = { ...PARAMETERS, amountTolerance: '5' };
    const after = applyActions(governed({ parameters: tolerant }), [
      { kind: 'CHANGE_CALENDAR', close: ['2026-06-03', '2026-03-16'], open: ['2026-03-02', '2026-12-31'] },
      { kind: 'SET_SETTLEMENT_RULE', rule: { ...rule, cycle: 2 } },
      { kind: 'SET_SETTLEMENT_RULE', rule },
    ]);
    expect(after.parameters).toEqual({
      ...tolerant,
      closedDays: ['2026-03-16', '2026-06-03'],
      settlementRules: [...PARAMETERS.settlementRules, rule],
    });
  });

  it('find done what they set, without harm', () => {
    const twice: readonly Action[] = [
      { kind: 'GRANT_ROLE', member: 'a', role: 'custodian' },
      { kind: 'SUSPEND_MEMBER', member: 'b' },
      { kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(1), status: 'MATURED' },
    ];
    expect(applyActions(governed(), [...twice, ...twice])).toEqual(applyActions(governed(), twice));
  });

  it.each<[string, string, Action[]]>([
    ['MEMBER_UNKNOWN', 'GRANT_ROLE', [{ kind: 'GRANT_ROLE', member: 'zz', role: 'custodian' }]],
    ['MEMBER_UNKNOWN', 'WITHDRAW_ROLE', [{ kind: 'WITHDRAW_ROLE', member: 'zz', role: 'custodian' }]],
    ['MEMBER_UNKNOWN', 'SUSPEND_MEMBER', [{ kind: 'SUSPEND_MEMBER', member: 'zz' }]],
    ['MEMBER_UNKNOWN', 'REINSTATE_MEMBER', [{ kind: 'REINSTATE_MEMBER', member: 'zz' }]],
    [
      'MEMBER_SUSPENDED',
      'GRANT_ROLE',
      [
        { kind: 'SUSPEND_MEMBER', member: 'a' },
        { kind: 'GRANT_ROLE', member: 'a', role: 'supervisor' },
      ],
    ],
    [
      'MEMBER_EXISTS',
      'ADMIT_MEMBER',
      foundingListOf(1).members.map((member) => ({ kind: 'ADMIT_MEMBER', member })),
    ],
    [
      'LAST_MEMBER',
      'SUSPEND_MEMBER',
      ['kofia', 'a', 'b'].map((member) => ({ kind: 'SUSPEND_MEMBER', member })),
    ],
    ['INSTRUMENT_LISTED', 'LIST_INSTRUMENT', [{ kind: 'LIST_INSTRUMENT', instrument: instrumentOf(1) }]],
    [
      'INSTRUMENT_UNKNOWN',
      'SET_INSTRUMENT_STATUS',
      [{ kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(2), status: 'ACTIVE' }],
    ],
    [
      'INSTRUMENT_MATURED',
      'SET_INSTRUMENT_STATUS',
      [
        { kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(1), status: 'MATURED' },
        { kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(1), status: 'ACTIVE' },
      ],
    ],
    ['NO_PARAMETERS', 'CHANGE_CALENDAR', [{ kind: 'CHANGE_CALENDAR', close: ['2026-06-03'], open: [] }]],
    [
      'NO_PARAMETERS',
      'SET_SETTLEMENT_RULE',
      [{ kind: 'SET_SETTLEMENT_RULE', rule: { kind: 'BOND', from: '2026-06-01', cycle: 1 } }],
    ],
    [
      'SETTLEMENT_RULES_INCONSISTENT',
      'SET_PARAMETERS',
      [
        {
          kind: 'SET_PARAMETERS',
          parameters: {
            ...PARAMETERS,
            settlementRules: [{ kind: 'BOND', from: '2026-06-01', cycle: 1 }],
          },
        },
      ],
    ],
    [
      'SETTLEMENT_RULES_INCONSISTENT',
      'SET_SETTLEMENT_RULE',
      [
        { kind: 'SET_PARAMETERS', parameters: PARAMETERS },
        {
          kind: 'SET_SETTLEMENT_RULE',
          rule: { kind: 'BOND', from: '2026-06-01', cycle: 3, window: { earliest: 1, latest: 2 } },
        },
      ],
    ],
    [
      'CALENDAR_FULL',
      'CHANGE_CALENDAR',
      [
        { kind: 'SET_PARAMETERS', parameters: PARAMETERS },
        ...[0, 400, 800].map((first): Action => ({
          kind: 'CHANGE_CALENDAR',
          close: Array.from({ length: 400 }, (_, i) => addDays('2027-01-01', first + i)),
          open: [],
        })),
      ],
    ],
  ])('are impossible together: %s stands against %s', (reason, kind, actions) => {
    const position = actions.length - 1;
    expect(reasonAgainst(...actions)).toBe(JSON.stringify({ position, kind, reason }));
  });

  it('name each instrument once', () => {
    expect(
      isinsIn([
        { kind: 'LIST_INSTRUMENT', instrument: instrumentOf(2) },
        { kind: 'SUSPEND_MEMBER', member: 'a' },
        { kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(2), status: 'SUSPENDED' },
        { kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(1), status: 'SUSPENDED' },
      ]),
    ).toEqual([isinOf(2), isinOf(1)]);
  });
});
