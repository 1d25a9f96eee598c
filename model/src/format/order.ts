/** Orders texts by their UTF-16 code units: the same everywhere, whatever the locale. */
export function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
