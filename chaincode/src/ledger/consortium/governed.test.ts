import {
  instrumentDocumentChecker,
  instrumentPartChecker,
  type Action,
  type Instrument,
  type Key,
  type MembersDocument,
} from '@jangbu/model';
import { isinOf } from '@jangbu/model/dist/testing/statements';
import fc from 'fast-check';
import { applyActions } from '../../rules/consortium/actions';
import { foundingListOf, instrumentOf, PARAMETERS } from '../../../testing/consortium';
import type { PublicState } from '../state/context';
import { governedWrites, readGoverned } from './governed';
import { readRegister, readWholeRegister } from './reference';
import type { Write } from '../state/write';

const members: MembersDocument = {
  type: 'members',
  version: 1,
  foundingHash: '',
  members: foundingListOf(3).members.map((member) => ({ ...member, status: 'ACTIVE', roles: [] })),
};

/** Public state that keeps what is written to it. */
class Written implements PublicState {
  readonly channel = 'interfirm';
  readonly documents = new Map<string, string>();

  read(key: Key): Promise<Buffer | undefined> {
    const text = this.documents.get(key.join('/'));
    return Promise.resolve(text === undefined ? undefined : Buffer.from(text));
  }

  async carry(...actions: readonly Action[]): Promise<readonly string[]> {
    const before = await readGoverned(this, members, undefined, actions);
    const writes = await governedWrites(this, before, applyActions(before, actions));
    for (const write of writes) {
      if (write.in === 'PUBLIC') this.documents.set(write.key.join('/'), write.text);
    }
    return writes.map(({ key }: Write) => key.join('/'));
  }

  instruments(): Instrument[] {
    return [...this.documents].flatMap(([key, text]) => {
      const document: unknown = JSON.parse(text);
      return key.startsWith('instrument/') && instrumentDocumentChecker.fits(document)
        ? [document.instrument]
        : [];
    });
  }

  register(): unknown {
    const parts = [...this.documents].flatMap(([key, text]) => {
      const document: unknown = JSON.parse(text);
      return key.startsWith('instrument-part/') && instrumentPartChecker.fits(document) ? [document] : [];
    });
    return Object.assign({}, ...parts.map(({ instruments }) => instruments)) as unknown;
  }
}

const listed = (n: number): Action => ({ kind: 'LIST_INSTRUMENT', instrument: instrumentOf(n) });

describe('the register', () => {
  it('is cut into parts as it grows, so that a listing writes one of many, and each instrument is found', async () => {
    const state = new Written();
    const numbers = Array.from({ length: 3000 }, (_, i) => i + 1);
    for (let i = 0; i < numbers.length; i += 500) await state.carry(...numbers.slice(i, i + 500).map(listed));
    const parts = [...state.documents.keys()].filter((key) => key.startsWith('instrument-part/'));
    expect(parts.length).toBeGreaterThan(5);
    for (const n of [1, 1234, 3000]) {
      expect(await readRegister(state, [isinOf(n)])).toHaveProperty(isinOf(n), [
        'KRW',
        'ACTIVE',
        'EQUITY',
        0,
        0,
      ]);
    }
    expect(Object.keys(await readRegister(state, [isinOf(1)])).length).toBeLessThan(1100);
    expect(Object.keys(await readWholeRegister(state))).toHaveLength(3000);
    expect(await state.carry(listed(3001))).toHaveLength(2);
  });
});

describe('what a carried proposal writes', () => {
  it('is what it changed, and nothing else', async () => {
    const state = new Written();
    expect(await state.carry(listed(1), listed(2))).toEqual([
      `instrument/${isinOf(1)}`,
      `instrument/${isinOf(2)}`,
      'instrument-part/0',
    ]);
    expect(await state.carry({ kind: 'SET_PARAMETERS', parameters: PARAMETERS })).toEqual(['parameters']);
    expect(await state.carry({ kind: 'GRANT_ROLE', member: 'a', role: 'custodian' })).toEqual(['members']);
    expect(
      await state.carry(
        { kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(1), status: 'ACTIVE' },
        { kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(2), status: 'SUSPENDED' },
        { kind: 'REINSTATE_MEMBER', member: 'b' },
      ),
    ).toEqual([`instrument/${isinOf(2)}`, 'instrument-part/0']);
  });

  it('keeps the register and the instruments alike, and writes each key once', async () => {
    const statuses = fc.constantFrom<Instrument['status']>('ACTIVE', 'SUSPENDED', 'MATURED');
    const steps = fc.array(fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), statuses), { minLength: 1 }));
    await fc.assert(
      fc.asyncProperty(steps, async (proposals) => {
        const state = new Written();
        await state.carry(...[1, 2, 3, 4, 5].map(listed));
        for (const changes of proposals) {
          const actions = changes.map(([n, status]): Action => ({
            kind: 'SET_INSTRUMENT_STATUS',
            isin: isinOf(n),
            status,
          }));
          const keys = await state.carry(...actions).catch(() => []);
          expect(new Set(keys).size).toBe(keys.length);
        }
        expect(state.register()).toEqual(
          Object.fromEntries(
            state
              .instruments()
              .map(({ isin, currency, status, kind, quantityScale, priceScale }) => [
                isin,
                [currency, status, kind, quantityScale, priceScale],
              ]),
          ),
        );
      }),
    );
  });
});
