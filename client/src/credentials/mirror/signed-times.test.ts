import fc from 'fast-check';
import { SignedTimes } from './signed-times';

const NOW = 1_764_000_000_000;
const DAY = 86_400_000;
const YEAR_2100 = Date.UTC(2100, 0, 1);
const members = Array.from({ length: 22 }, (_, i) => `m${i}MSP`);
const all = new Set(members);

function heardOf(count: number, time: number, now = NOW): SignedTimes {
  const times = new SignedTimes();
  for (const member of members.slice(0, count)) times.note(member, time, now);
  return times;
}

test('says nothing until more than half of the members have been heard of', () => {
  expect(heardOf(11, NOW - 5).ageAt(all, NOW)).toBe(Number.POSITIVE_INFINITY);
  expect(heardOf(12, NOW - 5).ageAt(all, NOW)).toBe(5);
});

test('three members that sign the year 2100 do not hide that the verifier was cut off', () => {
  const times = heardOf(22, NOW - 30 * DAY);
  for (const liar of members.slice(0, 3)) times.note(liar, YEAR_2100, NOW);
  expect(times.ageAt(all, NOW)).toBe(30 * DAY);
});

test('a verifier whose clock lags learns from it that its view has no age to rely on', () => {
  expect(heardOf(22, NOW, NOW - 3_600_000).ageAt(all, NOW - 3_600_000)).toBe(Number.POSITIVE_INFINITY);
  // Also when its clock is set back afterwards.
  expect(heardOf(22, NOW).ageAt(all, NOW - 3_600_000)).toBe(Number.POSITIVE_INFINITY);
});

test('a clock that is a little ahead counts as the own one', () => {
  expect(heardOf(12, NOW + 30_000).ageAt(all, NOW)).toBe(0);
  expect(heardOf(12, NOW + 30_001).ageAt(all, NOW)).toBe(Number.POSITIVE_INFINITY);
});

test('who is not a member any more, or never was, says nothing', () => {
  const times = heardOf(12, NOW - 5);
  times.note('strangerMSP', NOW, NOW);
  expect(times.ageAt(new Set([...members.slice(2), 'otherMSP']), NOW)).toBe(Number.POSITIVE_INFINITY);
});

const time = fc.oneof(
  fc.double(),
  fc.integer({ min: -DAY, max: DAY }).map((offset) => NOW + offset),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 9e15, YEAR_2100),
);

test('the age is never negative and never no number, whatever is signed and in whatever order', () => {
  const notes = fc.array(fc.tuple(fc.constantFrom(...members), time, fc.constantFrom(NOW, NOW - DAY)));
  fc.assert(
    fc.property(notes, time, (said, now) => {
      const times = new SignedTimes();
      for (const [member, signed, clock] of said) times.note(member, signed, clock);
      expect(times.ageAt(all, now)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('no half of the members makes it younger than the others say', () => {
  const lies = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), time), { maxLength: 40 });
  fc.assert(
    fc.property(lies, (said) => {
      const times = heardOf(22, NOW - DAY);
      for (const [liar, signed] of said) times.note(members[liar] ?? '', signed, NOW);
      expect(times.ageAt(all, NOW)).toBe(DAY);
    }),
  );
});
