/** A mistake of the caller, told without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
