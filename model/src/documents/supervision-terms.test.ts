import type { MembersDocument } from './consortium';
import { copyAgainst, supervisionTerms, termsAfter } from './supervision-terms';

function ledger(supervisor: string | undefined, ...formerSupervisors: string[]): MembersDocument {
  return {
    type: 'members',
    version: 1,
    foundingHash: '',
    members: ['k', 'a', 'b'].map((id) => ({
      id,
      mspId: `${id}MSP`,
      name: { en: id, ko: id },
      lei: '00000000000000000098',
      status: 'ACTIVE',
      roles: id === supervisor ? ['supervisor'] : [],
    })),
    ...(formerSupervisors.length === 0 ? {} : { formerSupervisors }),
  };
}

function told(...given: Parameters<typeof ledger>): unknown {
  const terms = supervisionTerms(ledger(...given));
  return (
    terms && [terms.term, terms.ownTerms, terms.former.map(({ member, lastTerm }) => [member.id, lastTerm])]
  );
}

test('terms count from the first supervisor on, and name who came before', () => {
  expect(told(undefined)).toBeUndefined();
  expect(told('k')).toEqual([0, [0], []]);
  expect(told('a', 'k')).toEqual([1, [1], [['k', 0]]]);
  expect(told('b', 'k', 'a')).toEqual([
    2,
    [2],
    [
      ['a', 1],
      ['k', 0],
    ],
  ]);
  // Handed back, and named again with nobody in between.
  expect(told('k', 'k', 'a')).toEqual([2, [0, 2], [['a', 1]]]);
  expect(told('k', 'k')).toEqual([1, [0, 1], []]);
});

test('one who is no member any more is passed over', () => {
  expect(told('a', 'gone', 'k')).toEqual([2, [2], [['k', 1]]]);
});

describe('what speaks against the own copy', () => {
  const terms = supervisionTerms(ledger('k', 'k', 'b', 'a'));
  if (!terms) throw new Error('no terms');
  const copies = (a?: string, b?: string) =>
    terms.former.map((each) => ({ ...each, hash: each.member.id === 'a' ? a : b }));

  test('is whatever the last one that holds any holds otherwise', () => {
    expect(copyAgainst('x', copies())).toBeUndefined();
    expect(copyAgainst(undefined, copies())).toBeUndefined();
    expect(copyAgainst('x', copies('x', 'y'))).toBeUndefined();
    expect(copyAgainst('x', copies(undefined, 'x'))).toBeUndefined();
    expect(copyAgainst('x', copies('y', 'x'))).toMatchObject({ hash: 'y', lastTerm: 2 });
    expect(copyAgainst(undefined, copies(undefined, 'y'))).toMatchObject({ hash: 'y', lastTerm: 1 });
  });

  test('is settled by upholding in a later term of its own', () => {
    const [a, b] = terms.former;
    expect(a && termsAfter(terms, a)).toEqual([3]);
    expect(b && termsAfter(terms, b)).toEqual([3]);
    const back = supervisionTerms(ledger('a', 'k', 'a', 'b'));
    expect(back?.former.map((each) => termsAfter(back, each))).toEqual([[3], [1, 3]]);
  });
});
