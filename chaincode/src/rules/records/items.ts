import { RefusalError, type ItemProblem, type Refusal, type RefusalCode } from '@jangbu/model';

/**
 * So many bytes of a refusal may go to its items. Each endorser refuses by itself, and what the gateway collects
 * from all of them reaches the client in HTTP/2 trailers: beyond 48 KB of them the client gets no answer at all.
 */
const BYTES_TOLD = 12_000;

/** As many problems as an answer has room for. */
export function told<P>(problems: readonly P[]): P[] {
  let left = BYTES_TOLD;
  return problems.filter((problem) => {
    left -= Buffer.byteLength(JSON.stringify(problem)) + 1;
    return left >= 0;
  });
}

/** One item of a request about several instructions, and what has to hold of it. */
export interface ItemClaims {
  /** The instruction that it is about, by its creator and id. */
  readonly instruction: string;
  readonly claims: readonly (() => void)[];
}

function refusalIn({ code, facts }: { readonly code: RefusalCode; readonly facts: unknown }): Refusal {
  return { code, facts } as Refusal;
}

function problemOf({ instruction, claims }: ItemClaims, position: number): ItemProblem[] {
  try {
    for (const claim of claims) claim();
    return [];
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    return [{ position, instruction, refusal: refusalIn(error as RefusalError) }];
  }
}

/**
 * Requires that all holds of every item: a request is done whole or refused whole, with a reason for each item, so that
 * nobody's item is lost by another's, and the rest can be sent again.
 *
 * @throws RefusalError ITEMS_REFUSED; the item's own refusal where the request has one item only
 */
export function requireItems(items: readonly ItemClaims[]): void {
  const [only] = items;
  if (only && items.length === 1) {
    for (const claim of only.claims) claim();
    return;
  }
  const problems = items.flatMap(problemOf);
  if (problems.length === 0) return;
  const named = told(problems);
  throw new RefusalError('ITEMS_REFUSED', { items: named, untold: problems.length - named.length });
}
