/**
 * Whether an error is the system's of that code (errno(3)). Judged by its shape: where code runs in a
 * realm of its own, Node's errors are no instances of that realm's `Error`.
 */
export function isSystemError(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
