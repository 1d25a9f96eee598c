/** What was asked for is not there; it may have been asked for rightly. */
export class NothingFoundError extends Error {
  override readonly name = 'NothingFoundError';
}
