import type { ChaincodeInterface, ChaincodeResponse, ChaincodeStub } from 'fabric-shim';

/** What a plain delivery against payment is told. */
export interface PlainDelivery {
  readonly seller: string;
  readonly buyer: string;
  readonly isin: string;
  readonly quantity: string;
  readonly amount: string;
}

async function change(stub: ChaincodeStub, firm: string, instrument: string, by: bigint): Promise<void> {
  const key = stub.createCompositeKey('balance', [firm, instrument]);
  const balance = BigInt(Buffer.from(await stub.getState(key)).toString() || '0') + by;
  if (balance < 0n) throw new RangeError(`${firm} has too little ${instrument}`);
  await stub.putState(key, Buffer.from(String(balance)));
}

async function settle(
  stub: ChaincodeStub,
  { seller, buyer, isin, quantity, amount }: PlainDelivery,
): Promise<void> {
  await change(stub, seller, isin, -BigInt(quantity));
  await change(stub, buyer, isin, BigInt(quantity));
  await change(stub, buyer, 'KRW', -BigInt(amount));
  await change(stub, seller, 'KRW', BigInt(amount));
}

/**
 * Delivery against payment as one would write it first: one balance a firm and instrument, in the open, no
 * rules but that none goes below zero.
 */
export class PlainBalances implements ChaincodeInterface {
  Init(): Promise<ChaincodeResponse> {
    return Promise.resolve({ status: 200 });
  }

  async Invoke(stub: ChaincodeStub): Promise<ChaincodeResponse> {
    const { fcn, params } = stub.getFunctionAndParameters();
    try {
      if (fcn === 'settle') await settle(stub, JSON.parse(params[0] ?? '{}') as PlainDelivery);
      else {
        const [firm = '', instrument = '', amount = '0'] = params;
        await change(stub, firm, instrument, BigInt(amount));
      }
      return { status: 200 };
    } catch (error) {
      return { status: 400, message: error instanceof Error ? error.message : 'refused' };
    }
  }
}
