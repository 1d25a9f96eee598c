import {
  activeMembers,
  majorityOf,
  supervisorOf,
  type LedgerMember,
  type MembersDocument,
} from './consortium';

function member(id: string, changed: Partial<LedgerMember> = {}): LedgerMember {
  return {
    id,
    mspId: `${id}MSP`,
    name: { en: id, ko: id },
    lei: '',
    status: 'ACTIVE',
    roles: [],
    ...changed,
  };
}

function documentOf(...members: LedgerMember[]): MembersDocument {
  return { type: 'members', version: 1, foundingHash: '', members };
}

describe('the members', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [21, 11],
    [22, 12],
  ])('of %i, %i are more than half', (members, majority) => {
    expect(majorityOf(members)).toBe(majority);
  });

  it('count while they are active', () => {
    const document = documentOf(member('a'), member('b', { status: 'SUSPENDED' }));
    expect(activeMembers(document).map(({ id }) => id)).toEqual(['a']);
  });

  it('have a supervisor while the one named is active', () => {
    const named = member('a', { roles: ['custodian', 'supervisor'] });
    expect(supervisorOf(documentOf(member('b'), named))?.id).toBe('a');
    expect(supervisorOf(documentOf(member('b'), { ...named, status: 'SUSPENDED' }))).toBeUndefined();
  });
});
