import type { TSchema } from '@sinclair/typebox';
import { Option } from 'commander';

/** The option `--json` of a command, which says what its result looks like then. */
export class JsonOption extends Option {
  /** @param schema what `--json` prints, as JSON Schema; open: a later version may add fields */
  constructor(readonly schema: TSchema) {
    super('--json', 'as JSON');
  }
}
