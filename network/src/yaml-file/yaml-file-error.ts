/** One thing that is wrong with a file that a person wrote. */
export interface FileProblem {
  /** Line in the file, from 1. */
  readonly line: number;
  /** Column in the line, from 1. */
  readonly column: number;
  /** Where in the content, e.g. `members[3].lei`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** A file that cannot be used, with everything that is wrong with it. Each kind of file has a class of its own. */
export abstract class YamlFileError extends Error {
  /**
   * @param file name of the file, as the caller gave it
   * @param problems at least one, in the order of the lines
   */
  constructor(
    readonly file: string,
    readonly problems: readonly FileProblem[],
  ) {
    super(
      problems
        .map(({ line, column, path, message }) => {
          const at = path === '' ? '' : `${path} `;
          return `${file}:${line}:${column}: ${at}${message}`;
        })
        .join('\n'),
    );
  }
}
