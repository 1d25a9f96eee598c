import type { Bench, BenchContext } from '../definition/bench';
import { requireFigures } from './check';
import { detailsBehind } from './error-details';

/** What came of a benchmark. */
export type BenchOutcome =
  | { readonly bench: string; readonly ok: true; readonly figures: object }
  | { readonly bench: string; readonly ok: false; readonly error: string; readonly said: readonly string[] };

/** Runs a benchmark and checks what it gives; an error becomes an outcome like any other. */
export async function outcomeOfBench(bench: Bench, context: BenchContext): Promise<BenchOutcome> {
  try {
    const figures = await bench.run(context);
    requireFigures(bench, context.scale, figures);
    return { bench: bench.name, ok: true, figures };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { bench: bench.name, ok: false, error: message, said: detailsBehind(error) };
  }
}
