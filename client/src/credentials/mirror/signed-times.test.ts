import { SignedTimes } from './signed-times';

test('says nothing until enough members have been heard of', () => {
  const times = new SignedTimes();
  for (const [i, member] of ['a', 'b', 'c', 'd'].entries()) times.note(member, 1_000 + i);
  expect(times.median(22)).toBeUndefined();
  times.note('e', 1_004);
  expect(times.median(22)).toBe(1_002);
});

test('where there are few members, more than half of them do', () => {
  const times = new SignedTimes();
  times.note('a', 1_000);
  expect(times.median(3)).toBeUndefined();
  times.note('b', 3_000);
  expect(times.median(3)).toBe(1_000);
});

test('two members whose clocks run ahead do not make it younger, nor do old ones make it older', () => {
  const times = new SignedTimes();
  for (const member of ['a', 'b', 'c']) times.note(member, 1_000);
  for (const member of ['x', 'y']) times.note(member, 9_000_000);
  for (const member of ['old1', 'old2', 'old3']) times.note(member, 1);
  expect(times.median(22)).toBe(1_000);
  times.note('a', 500);
  expect(times.median(22)).toBe(1_000);
});
