import fc from 'fast-check';
import { type Lot, lotChecker, movementChecker } from '../documents/holdings';
import { sha256Hex } from '../format/hash';
import { isinOf } from '../../testing/statements';
import { lotName, lotText, positionsOf, sumLots } from './lots';

function lotOf(changed: Partial<Lot> = {}): Lot {
  return {
    type: 'lot',
    version: 1,
    creator: 'a',
    lotId: 'lot-00001',
    owner: 'a',
    instrument: 'KRW',
    accountKind: 'HOUSE',
    amount: '100',
    origin: { kind: 'DEPOSIT', by: 'kofia', id: 'deposit-1' },
    status: 'FREE',
    salt: sha256Hex('salt'),
    ...changed,
  };
}

describe('a lot', () => {
  it('is an amount of a security or of the settlement won, and of nothing else', () => {
    expect(lotChecker.fits(lotOf())).toBe(true);
    expect(lotChecker.fits(lotOf({ instrument: isinOf(1) }))).toBe(true);
    for (const wrong of [{ instrument: 'USD' }, { amount: '0' }, { amount: '-1' }, { name: 'Kim' }]) {
      expect(lotChecker.fits({ ...lotOf(), ...wrong })).toBe(false);
    }
  });

  it('has a text of its own in each status, and the same name in all', () => {
    const lot = lotOf();
    const texts = (['FREE', 'RESERVED', 'SPENT'] as const).map((status) => lotText(lot, status));
    expect(new Set(texts).size).toBe(3);
    expect(texts.map((text) => lotName(JSON.parse(text) as Lot))).toEqual(Array(3).fill('a/lot-00001'));
    expect(lotText({ ...lot, status: 'SPENT' }, 'FREE')).toBe(texts[0]);
  });
});

describe('a movement', () => {
  const frame = {
    type: 'movement',
    version: 1,
    by: 'a',
    movementId: 'move-0001',
    businessDay: '2026-03-11',
    salt: sha256Hex('m'),
  };

  it('consumes, makes, or does both, by its kind', () => {
    const consumed = [lotOf()];
    expect(movementChecker.fits({ ...frame, kind: 'DEPOSIT', owner: 'b', produced: consumed })).toBe(true);
    expect(movementChecker.fits({ ...frame, kind: 'DEPOSIT', owner: 'b', consumed })).toBe(false);
    expect(movementChecker.fits({ ...frame, kind: 'WITHDRAWAL', custodian: 'kofia', consumed })).toBe(true);
    expect(movementChecker.fits({ ...frame, kind: 'SPLIT', consumed, produced: consumed })).toBe(true);
    expect(movementChecker.fits({ ...frame, kind: 'SPLIT', consumed, produced: [] })).toBe(false);
    expect(movementChecker.fits({ ...frame, kind: 'TRANSFER', consumed, produced: consumed })).toBe(false);
  });
});

describe("a firm's lots", () => {
  it('come to a position for each instrument and kind of account', () => {
    const lots = [
      lotOf({ amount: '5', instrument: isinOf(1) }),
      lotOf({ amount: '7', instrument: isinOf(1), status: 'RESERVED' }),
      lotOf({ amount: '9', instrument: isinOf(1), accountKind: 'CLIENT' }),
      lotOf({ amount: '1000', status: 'SPENT' }),
    ];
    expect(positionsOf(lots)).toEqual([
      { instrument: isinOf(1), accountKind: 'CLIENT', free: '9', reserved: '0' },
      { instrument: isinOf(1), accountKind: 'HOUSE', free: '5', reserved: '7' },
    ]);
  });

  it('come to the same sums in whatever order they stand', () => {
    const lot = fc.record({
      instrument: fc.constantFrom('KRW', isinOf(1)),
      accountKind: fc.constantFrom('HOUSE' as const, 'CLIENT' as const),
      amount: fc.bigInt({ min: 1n, max: 10n ** 29n }).map(String),
    });
    fc.assert(
      fc.property(fc.array(lot), (changes) => {
        const lots = changes.map((changed) => lotOf(changed));
        expect(sumLots([...lots].reverse())).toEqual(sumLots(lots));
      }),
    );
  });
});
