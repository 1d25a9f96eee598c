import type { CommandShape, ValueKind } from './shape';

/** A text as one word of a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A case for each command below the program: the words so far name it. */
export function pathCases(shapes: readonly CommandShape[]): string[] {
  return shapes.slice(1).map(({ path }) => `      ${quoted(path.join(' '))}) at=$next ;;`);
}

/**
 * A case for each option that takes a value: what the value may be.
 *
 * @param reply what the shell does to offer values of a kind
 */
export function optionCases(shapes: readonly CommandShape[], reply: (value: ValueKind) => string): string[] {
  return shapes.flatMap(({ path, options }) =>
    options.flatMap(({ long, short, value }) => {
      if (value === undefined) return [];
      const at = [long, short].filter((flag) => flag !== undefined);
      const patterns = at.map((flag) => quoted(`${path.join(' ')}:${flag}`)).join('|');
      return [`    ${patterns}) ${reply(value)}; return ;;`];
    }),
  );
}
