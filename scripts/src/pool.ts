/**
 * Does work on each item, at most so many at a time, and gives the results in the items' order.
 * After a failure nothing new is begun; what had begun is awaited.
 *
 * @throws the first failure
 */
export async function pool<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, position: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [position, item] of queue) {
      if (failures.length > 0) return;
      try {
        results[position] = await work(item, position);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, items.length)) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
