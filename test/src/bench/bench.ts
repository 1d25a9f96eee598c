import type { NetworkContext } from 'jangbu';
import type { Progress } from '@jangbu/network';

/** What a benchmark is given to work with. */
export interface BenchContext {
  readonly place: NetworkContext;
  readonly progress: Progress;
}

/** A benchmark's figures: the name, then whatever it measured, numbers only. */
export type BenchFigures = { readonly bench: string } & Readonly<Record<string, number | string>>;

/** A benchmark by name. Each compares our way with the plain way in the same run, where there is one. */
export interface Bench {
  readonly name: string;
  /** One line for the help. */
  readonly about: string;
  readonly run: (context: BenchContext) => Promise<BenchFigures>;
}

/** The figures of a way of doing things: how many a second, and how long one took. */
export interface Measured {
  readonly perSecond: number;
  /** Milliseconds from an operation's start to its end, one an operation. */
  readonly latenciesMs: readonly number[];
}
