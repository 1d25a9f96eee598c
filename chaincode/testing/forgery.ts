import { compositeKey, implicitCollection, type Key } from '@jangbu/model';
import type { ChaincodeInterface } from 'fabric-shim';
import type { SimulatedConsortium } from './consortium';

/** What a forger writes: any text at any key; null where it deletes what stands there. */
export type Forged = readonly [key: Key, text: string | null];

function forger(mspIds: readonly string[], forged: readonly Forged[]): ChaincodeInterface {
  return {
    Init: () => Promise.resolve({ status: 200 }),
    Invoke: async (stub) => {
      for (const [key, text] of forged) {
        for (const mspId of mspIds) {
          const at = [implicitCollection(mspId), compositeKey(key)] as const;
          await (text === null
            ? stub.deletePrivateData(...at)
            : stub.putPrivateData(...at, Buffer.from(text)));
        }
      }
      return { status: 200, payload: Buffer.from('{}') };
    },
  };
}

/** Members that conspire write to their own collections what they like, in one transaction. */
export async function forgeTogether(
  consortium: SimulatedConsortium,
  ids: readonly [string, ...string[]],
  ...forged: readonly Forged[]
): Promise<void> {
  const mspIds = consortium.mspIds(...ids);
  const peers = mspIds.map((mspId) => consortium.channel.peer(mspId));
  const honest = peers.map(({ chaincode }) => chaincode);
  for (const peer of peers) peer.chaincode = forger(mspIds, forged);
  await consortium.channel.submit({ by: consortium.client(ids[0], 'trader'), name: 'forge' }, mspIds);
  for (const [i, peer] of peers.entries()) peer.chaincode = honest[i] ?? peer.chaincode;
}

/** A member writes to its own collection what it likes: its own peer's endorsement is all that it needs. */
export function forgeDocuments(
  consortium: SimulatedConsortium,
  id: string,
  ...forged: readonly Forged[]
): Promise<void> {
  return forgeTogether(consortium, [id], ...forged);
}
