import { NetworkError } from '../errors/network-error';

/** A refusal that only says: there is no such thing. */
function isAbsence(error: unknown): boolean {
  return (
    error instanceof NetworkError &&
    /not defined|could not find chaincode|could not fetch approved|not installed|install package .* not found/i.test(
      error.message,
    )
  );
}

/**
 * Lets a query answer with nothing instead of a refusal where what is asked for does not exist.
 *
 * @throws what the query throws otherwise
 */
export async function unlessAbsent<Result>(query: Promise<Result>): Promise<Result | undefined> {
  try {
    return await query;
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}
