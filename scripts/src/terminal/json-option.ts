import type { TSchema } from '@sinclair/typebox';
import { Option } from 'commander';
import { opened } from '../outputs/open';

/** The option `--json` of a command, which says what its result looks like then. */
export class JsonOption extends Option {
  readonly #closed: TSchema;

  constructor(schema: TSchema) {
    super('--json', 'as JSON');
    this.#closed = schema;
  }

  /** What `--json` prints: open, as a later version may add fields. Made when it is asked for: few commands do. */
  get schema(): TSchema {
    return opened(this.#closed);
  }
}
