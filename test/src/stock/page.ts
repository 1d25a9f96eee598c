import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../network/networks';

const BLOCK = /<!-- stock: ([^\n]*) -->\s*```(?:sh|yaml)\n([\s\S]*?)```/g;
const COMMANDS = /^```sh\n([\s\S]*?)^```/gm;

/** docs/deploying.md, whose commands and files the test takes from the page as they stand there. */
export class DeployingPage {
  readonly #blocks: ReadonlyMap<string, string>;
  readonly #used = new Set<string>();
  readonly #commands: readonly string[];

  constructor() {
    const text = readFileSync(join(ROOT, 'docs', 'deploying.md'), 'utf8');
    const found = [...text.matchAll(BLOCK)].map(([, name = '', code = '']) => [name, code] as const);
    this.#blocks = new Map(found);
    this.#commands = [...text.matchAll(COMMANDS)].map(([, code = '']) => code);
  }

  /** The names of all its blocks. */
  get names(): readonly string[] {
    return [...this.#blocks.keys()];
  }

  /** Blocks of commands that have none. */
  get unnamed(): readonly string[] {
    const named = new Set(this.#blocks.values());
    return this.#commands.filter((code) => !named.has(code));
  }

  /** Those that have been asked for. */
  get used(): ReadonlySet<string> {
    return this.#used;
  }

  /** The text of a block. @throws RangeError when the page has none of that name */
  block(name: string): string {
    const code = this.#blocks.get(name);
    if (code === undefined) throw new RangeError(`docs/deploying.md has no block '${name}'`);
    this.#used.add(name);
    return code;
  }

  /** A block of YAML, read. */
  content(name: string): unknown {
    return parse(this.block(name));
  }
}
