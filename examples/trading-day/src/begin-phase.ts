import type { Progress } from '@jangbu/network';

/** Tells that a phase begins with nothing done. @returns what tells that one more is done */
export function beginPhase(progress: Progress, phase: string, text: string, total: number): () => void {
  let done = 0;
  progress({ phase, text, done, total });
  return () => {
    progress({ phase, text, done: (done += 1), total });
  };
}
