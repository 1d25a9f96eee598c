import {
  activeMembers,
  foundingListProblems,
  majorityOf,
  roleSourceOf,
  supervisorOf,
  type LedgerMember,
  type MembersDocument,
} from './consortium';

function member(id: string, changed: Partial<LedgerMember> = {}): LedgerMember {
  return {
    id,
    mspId: `${id}MSP`,
    name: { en: id, ko: id },
    lei: `LEI of ${id}`,
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

describe('where roles are read', () => {
  it('is the attribute of a certificate, unless the members have agreed otherwise', () => {
    expect(roleSourceOf({})).toBe('ATTRIBUTE');
    expect(roleSourceOf({ roles: 'NODE_OU' })).toBe('NODE_OU');
  });
});

test('a founding list names each member, organisation and legal entity once', () => {
  const listOf = (...members: LedgerMember[]) => ({
    type: 'founding-list' as const,
    version: 1 as const,
    channel: 'interfirm',
    members,
  });
  expect(foundingListProblems(listOf(member('a'), member('b')))).toEqual([]);
  expect(foundingListProblems(listOf(member('a'), member('a'), member('b', { mspId: 'aMSP' })))).toEqual([
    { path: '/members/1/id', message: 'named twice' },
    { path: '/members/1/mspId', message: 'named twice' },
    { path: '/members/2/mspId', message: 'named twice' },
    { path: '/members/1/lei', message: 'named twice' },
  ]);
});
