import type { ConsortiumDefinition, Progress } from '@jangbu/network';
import type { Static, TSchema } from '@sinclair/typebox';
import type { Scale } from '../figures/scale';
import type { BenchNetwork } from '../network/bench-network';

/** What a benchmark is given to work with. */
export interface BenchContext {
  readonly scale: Scale;
  readonly consortium: ConsortiumDefinition;
  /** Nothing runs before a benchmark asks for it. */
  readonly network: BenchNetwork;
  readonly progress: Progress;
}

/** A benchmark by name. Each compares our way with the plain way in the same run, where there is one. */
export interface Bench {
  readonly name: string;
  /** One line for the help. */
  readonly about: string;
  /** What its figures must be to be a result at all; says nothing about speed. */
  readonly figures: (scale: Scale) => TSchema;
  readonly run: (context: BenchContext) => Promise<object>;
}

/** A benchmark whose figures are what its own schema says. */
export function defineBench<T extends TSchema>(
  bench: Bench & {
    readonly figures: (scale: Scale) => T;
    readonly run: (context: BenchContext) => Promise<Static<T>>;
  },
): Bench {
  return bench;
}
