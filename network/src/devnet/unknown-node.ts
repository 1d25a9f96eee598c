import { NetworkError } from '../errors/network-error';
import { nodesOf, type Topology } from './topology';

/** How many single letters are to be changed, added or left out to make one word of another (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  Array.from(one).forEach((letter, i) => {
    const next = [i + 1];
    Array.from(other).forEach((against, j) => {
      const replaced = (row[j] ?? 0) + (letter === against ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    });
    row = next;
  });
  return row.at(-1) ?? 0;
}

/** So many typing mistakes are forgiven: in a short word one makes another of it. */
function mistakesIn(word: string): number {
  return word.length > 4 ? 2 : 1;
}

/** The names that are meant most likely: those that hold what was said, or are a typing mistake away. */
export function nearMisses(said: string, names: readonly string[]): readonly string[] {
  const word = said.toLowerCase();
  return names.filter(
    (name) => (word.length > 1 && name.includes(word)) || distance(word, name) <= mistakesIn(word),
  );
}

/** The refusal of a node that there is not: what may be meant, then all that there are, one a line. */
export function unknownNode(said: string, topology: Topology): NetworkError {
  const nodes = nodesOf(topology);
  const ids = topology.members.map(({ id }) => id);
  const near = nearMisses(said, [...ids, ...nodes.map(({ name }) => name)]);
  const lines = nodes.map((node) =>
    node.kind === 'peer' ? `  ${node.name}  (${node.member.id})` : `  ${node.name}`,
  );
  const hint = near.length === 0 ? '.' : `; did you mean ${near.slice(0, 3).join(' or ')}?`;
  return new NetworkError(
    'UNKNOWN_NODE',
    [`there is no node ${said}${hint} There are, by name or by member:`, ...lines].join('\n'),
    { node: said, near: near.join(' ') },
  );
}
