import { Jangbu } from '@jangbu/chaincode';
import { compositeKey, implicitCollection, type Key } from '@jangbu/model';
import type { ChaincodeInterface, ChaincodeResponse, ChaincodeStub } from 'fabric-shim';

/** A value that a dishonest member would like to stand somewhere. */
export interface ForgedWrite {
  /** Whose implicit collection; public state when left out. */
  readonly collectionOf?: string;
  readonly key: Key;
  /** Null deletes. */
  readonly text: string | null;
}

/** What the changed contracts are told to do, in the transient map under {@link FORGERY}. */
export interface Forgery {
  readonly writes: readonly ForgedWrite[];
  readonly event?: { readonly name: string; readonly payload: string };
}

/** Where the changed contracts look for their orders. The true ones never look there. */
export const FORGERY = 'forgery';
/** The query by which the changed contracts read what they are asked for: the MSP id and the key, as JSON. */
export const PEEK = 'peek';

/**
 * The contracts as a dishonest member might run them at its own peer: they do as the true ones do, until
 * they are told to write whatever their owner likes, whichever transaction was called, or to read any
 * collection for anyone.
 */
export class ChangedJangbu implements ChaincodeInterface {
  readonly #honest = new Jangbu({ foundingHash: '', now: () => new Date(), onFault: () => undefined });

  Init(): Promise<ChaincodeResponse> {
    return Promise.resolve({ status: 200 });
  }

  async Invoke(stub: ChaincodeStub): Promise<ChaincodeResponse> {
    const orders = stub.getTransient().get(FORGERY);
    if (orders) return forge(stub, JSON.parse(Buffer.from(orders).toString()) as Forgery);
    const { fcn, params } = stub.getFunctionAndParameters();
    if (fcn !== PEEK) return this.#honest.Invoke(stub);
    return peek(stub, params).catch((error: unknown) => ({ status: 500, message: String(error) }));
  }
}

async function forge(stub: ChaincodeStub, { writes, event }: Forgery): Promise<ChaincodeResponse> {
  for (const { collectionOf, key, text } of writes) await write(stub, compositeKey(key), text, collectionOf);
  if (event) stub.setEvent(event.name, Buffer.from(event.payload));
  return { status: 200, payload: Buffer.from('{"status":"RECORDED"}') };
}

function write(stub: ChaincodeStub, key: string, text: string | null, of: string | undefined): Promise<void> {
  if (of !== undefined) {
    const collection = implicitCollection(of);
    return text === null
      ? stub.deletePrivateData(collection, key)
      : stub.putPrivateData(collection, key, Buffer.from(text));
  }
  return text === null ? stub.deleteState(key) : stub.putState(key, Buffer.from(text));
}

async function peek(stub: ChaincodeStub, [asked = '{}']: readonly string[]): Promise<ChaincodeResponse> {
  const { of, key } = JSON.parse(asked) as { of: string; key: Key };
  const value = await stub.getPrivateData(implicitCollection(of), compositeKey(key));
  return { status: 200, payload: Buffer.from(JSON.stringify(Buffer.from(value).toString())) };
}
