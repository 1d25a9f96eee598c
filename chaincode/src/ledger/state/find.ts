import type { Key } from '@jangbu/model';
import { readStored, type DocumentSchema } from '../../documents/parse';
import type { PublicState } from './context';

/**
 * A document of public state, if it is there.
 *
 * @throws LedgerFault when what stands there is no such document
 */
export async function findDocument<T>(
  state: PublicState,
  key: Key,
  schema: DocumentSchema<T>,
): Promise<T | undefined> {
  const bytes = await state.read(key);
  return bytes && readStored(key.join('/'), schema, bytes);
}
