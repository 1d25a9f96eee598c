import { compositeKey, implicitCollection, type Key } from '@jangbu/model';
import type { ChaincodeInterface } from 'fabric-shim';
import type { SimulatedConsortium } from './consortium';

/** What a forger writes: any text at any key; null where it deletes what stands there. */
export type Forged = readonly [key: Key, text: string | null];

function forger(forgedAt: ReadonlyMap<string, readonly Forged[]>): ChaincodeInterface {
  return {
    Init: () => Promise.resolve({ status: 200 }),
    Invoke: async (stub) => {
      for (const [mspId, forged] of forgedAt) {
        for (const [key, text] of forged) {
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

/** Members that conspire write to their own collections what they like, each what is its own, in one transaction. */
export async function forgeEach(
  consortium: SimulatedConsortium,
  forged: readonly [
    readonly [id: string, forged: readonly Forged[]],
    ...(readonly [string, readonly Forged[]])[],
  ],
): Promise<void> {
  const mspIds = consortium.mspIds(...forged.map(([id]) => id));
  const peers = mspIds.map((mspId) => consortium.channel.peer(mspId));
  const honest = peers.map(({ chaincode }) => chaincode);
  const forgedAt = new Map(forged.map(([, each], i) => [mspIds[i] ?? '', each]));
  for (const peer of peers) peer.chaincode = forger(forgedAt);
  await consortium.channel.submit({ by: consortium.client(forged[0][0], 'trader'), name: 'forge' }, mspIds);
  for (const [i, peer] of peers.entries()) peer.chaincode = honest[i] ?? peer.chaincode;
}

/** Members that conspire write the same to their own collections, in one transaction. */
export function forgeTogether(
  consortium: SimulatedConsortium,
  [first, ...others]: readonly [string, ...string[]],
  ...forged: readonly Forged[]
): Promise<void> {
  return forgeEach(consortium, [[first, forged], ...others.map((id) => [id, forged] as const)]);
}

/** A member writes to its own collection what it likes: its own peer's endorsement is all that it needs. */
export function forgeDocuments(
  consortium: SimulatedConsortium,
  id: string,
  ...forged: readonly Forged[]
): Promise<void> {
  return forgeTogether(consortium, [id], ...forged);
}
