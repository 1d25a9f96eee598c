import type { Static, TSchema } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';

/** What is wrong with a document, and where. */
export interface SchemaProblem {
  /** JSON pointer (RFC 6901) to the offending value; empty for the document itself. */
  readonly path: string;
  readonly message: string;
}

/**
 * At most so many problems are told of one document, in so many characters each: enough to mend it. A
 * refusal by twelve endorsers must fit into the 48 KB that an HTTP/2 client takes as trailers.
 */
const PROBLEMS_TOLD = 10;
const PROBLEM_CHARACTERS = 100;

function shortened(text: string): string {
  return text.length > PROBLEM_CHARACTERS ? `${text.slice(0, PROBLEM_CHARACTERS - 1)}…` : text;
}

/** A schema made ready to check values quickly. */
export class Checker<T extends TSchema> {
  readonly schema: T;
  readonly #check: TypeCheck<T>;

  constructor(schema: T) {
    this.schema = schema;
    this.#check = TypeCompiler.Compile(schema);
  }

  /** Whether the value fits; narrows its type. */
  fits(value: unknown): value is Static<T> {
    return this.#check.Check(value);
  }

  /** What is wrong with the value; empty when it fits. */
  problems(value: unknown): SchemaProblem[] {
    const found: SchemaProblem[] = [];
    for (const { path, message } of this.#check.Errors(value)) {
      found.push({ path: shortened(path), message: shortened(message) });
      if (found.length === PROBLEMS_TOLD) break;
    }
    return found;
  }
}
