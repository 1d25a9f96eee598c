import type { Refusal } from '@jangbu/model';
import { RefusedError, type JangbuError } from '../../core/errors';

/**
 * Which items of a request about several instructions were refused, by their places, each with its own error; undefined
 * where it was refused for another reason, or failed otherwise.
 */
export function itemErrors(error: JangbuError): ReadonlyMap<number, RefusedError> | undefined {
  if (!(error instanceof RefusedError) || error.refusal.code !== 'ITEMS_REFUSED') return undefined;
  const { items } = error.refusal.facts;
  return new Map(items.map(({ position, refusal }) => [position, itemError(refusal, error)]));
}

function itemError(refusal: Refusal, { refusedBy }: RefusedError): RefusedError {
  return new RefusedError(refusal, refusedBy);
}
