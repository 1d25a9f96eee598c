import { type Action, type LedgerMember } from '@jangbu/model';
import { isinOf } from '@jangbu/model/dist/testing/statements';
import { foundingListOf, instrumentOf, PARAMETERS } from '../testing/consortium';
import { applyActions, isinsIn, type Governed } from './actions';

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
      { kind: 'GRANT_ROLE', member: 'a', role: 'issuer' },
      { kind: 'GRANT_ROLE', member: 'a', role: 'custodian' },
      { kind: 'WITHDRAW_ROLE', member: 'a', role: 'issuer' },
      { kind: 'SET_PARAMETERS', parameters: PARAMETERS },
      { kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(1), status: 'SUSPENDED' },
    ]);
    expect(after.members.members[1]?.roles).toEqual(['custodian']);
    expect(after.parameters).toEqual(PARAMETERS);
    expect(after.instruments.get(isinOf(1))?.status).toBe('SUSPENDED');
    expect(before).toEqual(governed());
  });

  it('find done what they set, without harm', () => {
    const twice: readonly Action[] = [
      { kind: 'GRANT_ROLE', member: 'a', role: 'issuer' },
      { kind: 'SUSPEND_MEMBER', member: 'b' },
      { kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(1), status: 'MATURED' },
    ];
    expect(applyActions(governed(), [...twice, ...twice])).toEqual(applyActions(governed(), twice));
  });

  it.each<[string, string, Action[]]>([
    ['MEMBER_UNKNOWN', 'GRANT_ROLE', [{ kind: 'GRANT_ROLE', member: 'zz', role: 'issuer' }]],
    ['MEMBER_UNKNOWN', 'WITHDRAW_ROLE', [{ kind: 'WITHDRAW_ROLE', member: 'zz', role: 'issuer' }]],
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
