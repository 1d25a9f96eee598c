import { Value } from '@sinclair/typebox/value';
import type { Bench } from '../definition/bench';
import type { Scale } from '../figures/scale';

/** A benchmark ran to its end, and what it gave is no result. */
export class NoResultError extends Error {
  override readonly name = 'NoResultError';
  /** A line for each figure that is wrong. */
  readonly wrong: readonly string[];

  constructor(bench: string, wrong: readonly string[]) {
    super(`${bench} gave no result`);
    this.wrong = wrong;
  }
}

function said(value: unknown): string {
  return value === undefined ? 'nothing' : typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/**
 * Checks figures for being a result: all there, finite, positive where nothing else makes sense, counts as they
 * were asked for. Speed is not judged.
 *
 * @throws NoResultError naming each figure that is wrong
 */
export function requireFigures({ name, figures }: Bench, scale: Scale, given: object): void {
  const wrong = [...Value.Errors(figures(scale), given)].map(
    ({ path, message, value }) => `${path.slice(1).replaceAll('/', '.')}: ${message}, got ${said(value)}`,
  );
  if (wrong.length > 0) throw new NoResultError(name, wrong);
}
