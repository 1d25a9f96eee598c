import { chunksOf } from './chunks';

test('items go in groups of a size, the last one smaller', () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
});

test('nothing makes no group', () => {
  expect(chunksOf([], 3)).toEqual([]);
});
