import type { DayKept } from '@jangbu/client/consortium';
import { momentOf } from '@jangbu/model';
import { wordsOf } from '../input/words-of';

/** Cut-offs may change by vote, and others may move the day: the ledger is looked at again after so long. */
const LOOK_AGAIN_MS = 60_000;
/** After a failure it is tried again so much later. */
const TRY_AGAIN_MS = 15_000;
/** A day that cannot be attested, tried so many times, does not keep the next one from opening. */
const ATTEMPTS_TO_ATTEST = 3;

/** What keeping the day needs of the world. */
export interface DayKeeping {
  /** Does what is due by that clock, one thing at a time. */
  readonly keep: (now: Date, attests: boolean) => Promise<DayKept>;
  readonly now: () => Date;
  /** Comes back after so many milliseconds, or as soon as it is to stop. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly say: (line: string) => void;
  /** Aborted when it is to stop; a step that has begun is brought to its end. */
  readonly signal: AbortSignal;
}

function told(kept: DayKept): string {
  switch (kept.did) {
    case 'MOVED':
      return `${kept.to.date} ${kept.to.phase}`;
    case 'ATTESTED': {
      const { claim, day } = kept.attested;
      return day === 'DIFFERS'
        ? `ALARM: more than half of the members say otherwise of ${claim.date} than this peer`
        : `${claim.date} attested: ${claim.transactions.count} transactions, root ${claim.transactions.root}`;
    }
    case 'NOTHING': {
      const { to, at } = kept.next;
      return `next: ${to.date} ${to.phase} at ${at.date} ${at.time} (Korean time)`;
    }
  }
}

/** Says things as they happen, and what is next only when it is something else than before. */
class Report {
  readonly #say: (line: string) => void;
  #next = '';

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  tell(kept: DayKept): void {
    const line = told(kept);
    if (kept.did !== 'NOTHING') this.#say(line);
    else if (line !== this.#next) this.#say((this.#next = line));
  }
}

/** How long to wait for what comes next. */
function pauseBefore(kept: DayKept, now: Date): number {
  if (kept.did !== 'NOTHING') return 0;
  return Math.min(Math.max(momentOf(kept.next.at).getTime() - now.getTime(), 0), LOOK_AGAIN_MS);
}

/**
 * Does all that is due of the business day now.
 *
 * @throws whatever keeping it throws
 */
export async function keepDayOnce({ keep, now, say, signal }: DayKeeping): Promise<void> {
  const report = new Report(say);
  for (let kept: DayKept | undefined; kept?.did !== 'NOTHING' && !signal.aborted;) {
    kept = await keep(now(), true);
    report.tell(kept);
  }
}

/**
 * Keeps the business day until told to stop: moves it at its cut-offs and attests it. It remembers
 * nothing that the ledger does not say, so it may end in any way and be started again. Failures are told
 * and tried again, except one before anything has succeeded.
 *
 * @throws what keeping the day throws at first
 */
export async function keepDay({ keep, now, wait, say, signal }: DayKeeping): Promise<void> {
  const report = new Report(say);
  let hasBegun = false;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const kept = await keep(now(), failures < ATTEMPTS_TO_ATTEST);
      hasBegun = true;
      failures = 0;
      report.tell(kept);
      const pause = pauseBefore(kept, now());
      if (pause > 0) await wait(pause);
    } catch (error) {
      if (!hasBegun) throw error;
      failures += 1;
      say(`failed, and is tried again: ${wordsOf(error)}`);
      await wait(TRY_AGAIN_MS);
    }
  }
  say('stopped');
}
