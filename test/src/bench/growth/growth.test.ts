import { grown } from './growth';

test('what a step sends, writes, answers, and which keys it reads does not rise with what has happened', async () => {
  const { worstExactRatio, worstExactOf, points } = await grown([900, 1_900], 16, () => undefined);
  expect(points.map(({ after }) => after)).toEqual([921, 1_921]);
  expect({ worstExactOf, isFlat: worstExactRatio <= 1.2 }).toEqual({ worstExactOf, isFlat: true });
});
