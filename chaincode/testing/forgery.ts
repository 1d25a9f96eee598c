import { compositeKey, implicitCollection, type Key } from '@jangbu/model';
import type { ChaincodeInterface } from 'fabric-shim';
import type { SimulatedConsortium } from './consortium';

/** What a forger writes: any text at any key. */
export type Forged = readonly [key: Key, text: string];

function forger(mspId: string, forged: readonly Forged[]): ChaincodeInterface {
  return {
    Init: () => Promise.resolve({ status: 200 }),
    Invoke: async (stub) => {
      for (const [key, text] of forged) {
        await stub.putPrivateData(implicitCollection(mspId), compositeKey(key), Buffer.from(text));
      }
      return { status: 200, payload: Buffer.from('{}') };
    },
  };
}

/** A member writes to its own collection what it likes: its own peer's endorsement is all that it needs. */
export async function forgeDocuments(
  consortium: SimulatedConsortium,
  id: string,
  ...forged: readonly Forged[]
): Promise<void> {
  const peer = consortium.channel.peer(`${id}MSP`);
  const honest = peer.chaincode;
  peer.chaincode = forger(peer.mspId, forged);
  await consortium.channel.submit({ by: consortium.client(id, 'trader'), name: 'forge' }, [peer.mspId]);
  peer.chaincode = honest;
}
