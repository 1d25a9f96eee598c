/**
 * Does the same for each of many, a few at a time. After a failure nothing new is begun.
 *
 * @param atOnce how many run at the same time at most; one where it is less
 * @returns the results, in the order of the items
 * @throws the first failure, after what had begun has ended
 */
export async function eachOf<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const failures: unknown[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      try {
        results[index] = await work(item, index);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, items.length)) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
