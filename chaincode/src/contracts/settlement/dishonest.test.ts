import { canonicalJson, keys, lotText, transactions, type Lot } from '@jangbu/model';
import type { Envelope } from '../../../testing/channel';
import type { SimulatedConsortium } from '../../../testing/consortium';
import { forgeDocuments } from '../../../testing/forgery';
import { depositOf, lotsAt, move } from '../../../testing/holding';
import { refusal } from '../../../testing/refusals';
import {
  closeSettlement,
  fail,
  legAt,
  lotOf,
  matchedConsortium,
  NET,
  recordInstructions,
  release,
  requesting,
  reservationOf,
  reserve,
  reserveBoth,
  reserveRequest,
  settleRequestWith,
  SHARES,
  submitSettlement,
} from '../../../testing/settling';
import { nameSupervisor, takeOver } from '../../../testing/supervision';
import { saltOf } from '../../../testing/trading';

const names = transactions.settlement;

async function ready(): Promise<SimulatedConsortium> {
  const consortium = await matchedConsortium();
  await recordInstructions(consortium, NET);
  return consortium;
}

describe('a reservation, once it stands', () => {
  it('is not exchanged for another one by its owner, who spoils its own copy', async () => {
    const consortium = await ready();
    await move(consortium, depositOf('deposit-a2', 'a', { lotId: 'won-a-002', amount: '10650000' }));
    const [, won] = await reserveBoth(consortium);
    await forgeDocuments(consortium, 'a', [keys.reservation(NET, 1), '{"odd":true}']);
    const second = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
    expect(second.lot.lotId).not.toBe(won.lot.lotId);
    const attempt = submitSettlement(
      consortium,
      names.reserve,
      reserveRequest([{ instruction: NET, reservation: second }], 'OWNER'),
      { by: 'a' },
      ['a', 'kofia'],
    );
    expect(await refusal('LEG_RESERVED', attempt)).toMatchObject({ leg: 1 });
  });
});

describe("a firm's reserving", () => {
  it('is not voided by the other one, which reserves and releases by turns until the cut-off, and is not at fault then', async () => {
    const consortium = await ready();
    const [shares, won] = [
      reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES)),
      reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW')),
    ];
    const sign = (): Promise<Envelope> =>
      consortium.channel.endorse(
        requesting(
          consortium,
          names.reserve,
          reserveRequest([{ instruction: NET, reservation: shares }], 'OWNER'),
          {
            by: 'b',
          },
        ),
        consortium.mspIds('b', 'kofia'),
      );
    const tries: string[] = [];
    for (const turn of ['reserve', 'release', 'reserve']) {
      const signed = await sign();
      await (turn === 'reserve' ? reserve(consortium, NET, won) : release(consortium, won));
      tries.push(consortium.channel.commit(signed));
      if (tries.includes('VALID')) break;
    }
    await closeSettlement(consortium);
    const fault = await fail(consortium, NET, [null, canonicalJson(won)], 'a').catch(() => undefined);
    expect({ first: tries[0], fault }).toEqual({ first: 'VALID', fault: undefined });
  });
});

describe('a firm that is named supervisor when its lots are reserved', () => {
  it('delivers nothing on its own word alone', async () => {
    const consortium = await ready();
    const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
    await reserve(consortium, NET, won);
    await nameSupervisor(consortium, 'b');
    await takeOver(consortium, 'b', 'a', 'kofia');
    const minted: Lot = {
      type: 'lot',
      version: 1,
      creator: 'b',
      lotId: 'minted-01',
      owner: 'b',
      instrument: SHARES,
      accountKind: 'HOUSE',
      amount: legAt(NET, 0).amount,
      origin: { kind: 'SPLIT', by: 'b', id: 'minted-01' },
      status: 'FREE',
      salt: saltOf('minted'),
    };
    const shares = reservationOf(NET, 0, minted);
    await forgeDocuments(
      consortium,
      'b',
      [keys.lot(minted), lotText(minted, 'RESERVED')],
      [keys.reservation(NET, 0), canonicalJson(shares)],
    );
    const request = settleRequestWith(['a', 'b'], [NET, [shares, won]]);
    // Else a pays, and has shares that nobody ever issued.
    const attempt = submitSettlement(consortium, names.settle, request, { by: 'b' }, ['a', 'b']);
    await refusal('SUPERVISOR_HOLDS_NO_LOTS', attempt);
    const before = await lotsAt(consortium, 'a');
    expect(before.map(({ instrument, status }) => [instrument, status])).toEqual([['KRW', 'RESERVED']]);
  });
});
