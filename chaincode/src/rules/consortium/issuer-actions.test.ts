import type { Action, IssuerKey, LedgerMember } from '@jangbu/model';
import { foundingListOf } from '../../../testing/consortium';
import { applyActions, type Governed } from './actions';

const members: LedgerMember[] = foundingListOf(3).members.map((member) => ({
  ...member,
  status: 'ACTIVE',
  roles: [],
}));
const kid = 'k'.repeat(43);
const iss = 'https://a.example';
const point = { x: 'x'.repeat(43), y: 'y'.repeat(43), proof: 'p'.repeat(86) };
const key: IssuerKey = { type: 'issuer-key', version: 1, issuer: 'a', iss, grant: 1, kid, ...point };

function carried(...actions: readonly Action[]): Governed {
  const governed: Governed = {
    members: { type: 'members', version: 1, foundingHash: '', members },
    parameters: undefined,
    instruments: new Map(),
    issuerKeys: new Map([[`a/${kid}`, { key, end: undefined }]]),
  };
  return applyActions(governed, actions);
}

function issuingAfter(...actions: readonly Action[]): unknown {
  return carried(...actions).members.members.find(({ id }) => id === 'a')?.issuing;
}

const grant = (member = 'a', url = iss): Action => ({ kind: 'GRANT_ISSUER', member, iss: url });
const withdraw = (from?: number): Action => ({
  kind: 'WITHDRAW_ISSUER',
  member: 'a',
  ...(from === undefined ? {} : { from }),
});
const suspend: Action = { kind: 'SUSPEND_MEMBER', member: 'a' };
const reinstate: Action = { kind: 'REINSTATE_MEMBER', member: 'a' };
const end = (from?: number): Action => ({
  kind: 'END_ISSUER_KEY',
  issuer: 'a',
  kid,
  ...(from === undefined ? {} : { from }),
});
const endAfter = (...actions: readonly Action[]): unknown =>
  carried(...actions).issuerKeys.get(`a/${kid}`)?.end;

function reasonAgainst(actions: readonly Action[]): string {
  try {
    carried(...actions);
  } catch (error) {
    if (error instanceof Error && 'facts' in error) return JSON.stringify(error.facts);
  }
  return 'none';
}

describe('a grant to issue', () => {
  it('has a number, and may be found in force', () => {
    const inForce = { inForce: { grant: 1, iss }, ended: [] };
    expect(issuingAfter(grant())).toEqual(inForce);
    expect(issuingAfter(grant(), grant())).toEqual(inForce);
  });

  it('ends with a suspension, and does not come back with a reinstatement', () => {
    const over = { ended: [{ grant: 1, iss }] };
    expect(issuingAfter(grant(), suspend)).toEqual(over);
    expect(issuingAfter(grant(), suspend, reinstate)).toEqual(over);
    expect(issuingAfter(grant(), suspend, reinstate, grant())).toEqual({
      inForce: { grant: 2, iss },
      ...over,
    });
  });

  it('ends from the earliest block that votes have named, as do the grants before it', () => {
    const after = issuingAfter(grant(), withdraw(), grant(), withdraw(40), withdraw(60));
    expect(after).toEqual({
      ended: [
        { grant: 1, iss, from: 40 },
        { grant: 2, iss, from: 40 },
      ],
    });
  });

  it.each<[string, Action[]]>([
    ['MEMBER_UNKNOWN', [grant('zz')]],
    ['MEMBER_SUSPENDED', [suspend, grant()]],
    ['ISS_TAKEN', [grant(), grant('b')]],
    ['ISS_TAKEN', [grant(), withdraw(), grant('b')]],
    ['ISSUER_GRANTED', [grant(), grant('a', 'https://other.example')]],
    ['ISSUER_UNKNOWN', [withdraw()]],
    ['MEMBER_UNKNOWN', [{ kind: 'WITHDRAW_ISSUER', member: 'zz' }]],
    ['KEY_UNKNOWN', [{ kind: 'END_ISSUER_KEY', issuer: 'b', kid }]],
  ])('cannot be as it is wanted: %s', (reason, actions) => {
    expect(reasonAgainst(actions)).toContain(`"reason":"${reason}"`);
  });
});

describe('a key that the members end', () => {
  it('ends from the earliest block that a vote has named', () => {
    const frame = { type: 'issuer-key-end', version: 1, issuer: 'a', kid };
    expect(endAfter(end())).toEqual(frame);
    expect(endAfter(end(), end(9))).toEqual({ ...frame, from: 9 });
    expect(endAfter(end(9), end(), end(12), end(7))).toEqual({ ...frame, from: 7 });
  });
});
