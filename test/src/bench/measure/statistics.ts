/**
 * The value below which a share of the samples lies (nearest rank).
 *
 * @param samples at least one number, in any order
 * @param share from 0 to 1: 0.5 is the median
 */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** A figure with at most three significant digits after what people read: 12.3, 1530, 0.214. */
export function rounded(value: number): number {
  if (!Number.isFinite(value)) return value;
  const digits = Math.max(0, 3 - Math.ceil(Math.log10(Math.abs(value) + 1e-9)));
  return Number(value.toFixed(Math.min(digits, 3)));
}
