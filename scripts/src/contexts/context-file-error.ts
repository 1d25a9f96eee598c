import { YamlFileError } from '@jangbu/network';

/** What is wrong in the file of contexts, with line and field. */
export class ContextFileError extends YamlFileError {
  override readonly name = 'ContextFileError';
}
