/** The file of contexts cannot be used; the message names file, line and field. */
export class ContextFileError extends Error {
  override readonly name = 'ContextFileError';
}
