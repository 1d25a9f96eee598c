import { percentile, rounded } from './statistics';

test('the median and the 95th percentile are samples that were taken', () => {
  const samples = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(percentile(samples, 0.5)).toBe(50);
  expect(percentile(samples, 0.95)).toBe(95);
  expect(percentile([7], 0.95)).toBe(7);
});

test('figures are rounded to what can be read', () => {
  expect([1530.44, 12.345, 0.21444].map(rounded)).toEqual([1530, 12.3, 0.214]);
});
