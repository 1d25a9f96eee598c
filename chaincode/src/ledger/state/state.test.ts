import { compositeKey, keys } from '@jangbu/model';
import type { ChaincodeStub, Iterators } from 'fabric-shim';
import { LedgerState } from './state';

/** A peer with so many lots, that ends each range at its limit without a word, as Fabric's do. */
function peerWith(count: number, limit: number) {
  const all = Array.from({ length: count }, (_, i) => {
    const key = compositeKey(keys.lot({ creator: 'kofia', lotId: String(i).padStart(8, '0') }));
    return { namespace: '', key, value: Buffer.from(`lot ${i}`) };
  });
  const closed: number[] = [];
  const getPrivateDataByRange = (_: string, start: string, end: string) => {
    const first = all.findIndex(({ key }) => key >= start);
    let at = first < 0 ? all.length : first;
    const last = at + limit;
    const iterator: AsyncIterator<Iterators.KV> = {
      next: () => {
        const value = at < last ? all[at] : undefined;
        at += 1;
        return Promise.resolve(
          value && value.key < end ? { done: false, value } : { done: true, value: undefined },
        );
      },
      return: () => {
        closed.push(at);
        return Promise.resolve({ done: true, value: undefined });
      },
    };
    return { [Symbol.asyncIterator]: () => iterator };
  };
  const stub = { getPrivateDataByRange, getChannelID: () => 'interfirm' };
  return { state: new LedgerState(stub as unknown as ChaincodeStub), closed };
}

describe('a range of private records', () => {
  it.each([0, 1, 9_999, 10_000, 10_001, 25_000])(
    'is read whole, %i records at a peer that ends ranges early',
    async (count) => {
      const { state } = peerWith(count, 12_000);
      const found = await state.readPrivateUnder('aMSP', ['lot']);
      expect(found.map(({ text }) => text)).toEqual(Array.from({ length: count }, (_, i) => `lot ${i}`));
    },
  );

  it('is closed when no more is wanted', async () => {
    const { state, closed } = peerWith(50, 100);
    for await (const { text } of state.scanPrivate('aMSP', ['lot'], undefined)) if (text === 'lot 3') break;
    expect(closed).toEqual([4]);
    expect(await state.readPrivateUnder('aMSP', ['lot'])).toHaveLength(50);
    // One that was read to its end is not closed again.
    expect(closed).toEqual([4]);
  });

  it('tells what the peer does not give', async () => {
    const stub = {
      getPrivateDataByRange: () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('gone')) }),
      }),
      getChannelID: () => 'interfirm',
    };
    const state = new LedgerState(stub as unknown as ChaincodeStub);
    await expect(state.readPrivateUnder('aMSP', ['lot'])).rejects.toThrow(
      'did not read a private range: gone',
    );
  });
});
