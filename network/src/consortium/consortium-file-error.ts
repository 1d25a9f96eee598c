import { YamlFileError, type FileProblem } from '../yaml-file/yaml-file-error';

/** One thing that is wrong with a consortium file. */
export type ConsortiumProblem = FileProblem;

/** A consortium file that cannot be used, with everything that is wrong with it. */
export class ConsortiumFileError extends YamlFileError {
  override readonly name = 'ConsortiumFileError';
}
