/**
 * The items that fit, in their order, until there are enough: the rest is not even read.
 *
 * @param fits which ones; all unless given
 * @param limit how many are enough; all unless given
 */
export async function take<T>(
  items: AsyncIterable<T>,
  fits: (item: T) => boolean = () => true,
  limit = Number.POSITIVE_INFINITY,
): Promise<T[]> {
  const taken: T[] = [];
  for await (const item of items) {
    if (fits(item)) taken.push(item);
    if (taken.length >= limit) break;
  }
  return taken;
}
