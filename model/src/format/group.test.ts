import { groupBy } from './group';

test('items are grouped in the order in which they come, each looked at once', () => {
  const asked: number[] = [];
  const groups = groupBy([3, 1, 2, 5, 4], (n) => {
    asked.push(n);
    return n % 2;
  });
  expect([...groups]).toEqual([
    [1, [3, 1, 5]],
    [0, [2, 4]],
  ]);
  expect(asked).toEqual([3, 1, 2, 5, 4]);
});
