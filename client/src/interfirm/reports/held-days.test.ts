import type { AccountEntry } from '@jangbu/model';
import { KeptDays } from '../../core/documents/kept-days';
import { MemoryDocumentStore } from '../../core/documents/memory-store';
import { HeldDays, type HeldFacts } from './held-days';

const [MONDAY, TUESDAY, WEDNESDAY] = ['2026-03-09', '2026-03-10', '2026-03-11'];

function entry(businessDay: string, amount: bigint): AccountEntry {
  return {
    ...{ businessDay, amount, instrument: 'KRW', accountKind: 'HOUSE', kind: 'DEPOSIT' },
    ...{ counterparty: 'kofia', reference: 'kofia/deposit-1' },
  };
}

/** A firm with these entries, that holds so much; tells from which days on its entries were asked for. */
function firm(entries: readonly AccountEntry[], today: string, holds: bigint) {
  const asked: (string | undefined)[] = [];
  const facts: HeldFacts = {
    today,
    positions: [{ instrument: 'KRW', accountKind: 'HOUSE', free: holds, reserved: 0n }],
    entries: (from) => {
      asked.push(from);
      return Promise.resolve(entries.filter(({ businessDay }) => from === undefined || businessDay >= from));
    },
  };
  return { facts, asked };
}

function heldDays(): HeldDays {
  return new HeldDays(new KeptDays(new MemoryDocumentStore(), 'account-sums'));
}

describe('what a firm holds', () => {
  test('is counted from what the day began with, once that is proved', async () => {
    const held = heldDays();
    const monday = [entry(MONDAY, 5n)];
    const first = firm(monday, MONDAY, 5n);
    await expect(held.of(MONDAY, first.facts)).resolves.toMatchObject([
      { opening: 0n, closing: 5n, lots: 5n },
    ]);
    const all = [...monday, entry(TUESDAY, 2n), entry(WEDNESDAY, 1n)];
    const last = firm(all, WEDNESDAY, 8n);
    await expect(held.of(WEDNESDAY, last.facts)).resolves.toMatchObject([
      { opening: 7n, deposited: 1n, closing: 8n, lots: 8n },
    ]);
    await held.of(WEDNESDAY, last.facts);
    expect([...first.asked, ...last.asked]).toEqual([undefined, MONDAY, WEDNESDAY]);
  });

  test('is counted from the beginning where the lots say otherwise: something came later for an earlier day', async () => {
    const held = heldDays();
    await held.of(TUESDAY, firm([entry(MONDAY, 5n)], TUESDAY, 5n).facts);
    const late = firm([entry(MONDAY, 5n), entry(MONDAY, 4n)], TUESDAY, 9n);
    await expect(held.of(TUESDAY, late.facts)).resolves.toMatchObject([{ opening: 9n, lots: 9n }]);
    expect(late.asked).toEqual([TUESDAY, undefined]);
    await held.of(TUESDAY, late.facts);
    expect(late.asked).toEqual([TUESDAY, undefined, TUESDAY]);
  });

  test('keeps nothing that the lots do not prove, and tells so', async () => {
    const held = heldDays();
    const wrong = firm([entry(MONDAY, 5n)], TUESDAY, 6n);
    await expect(held.of(TUESDAY, wrong.facts)).resolves.toMatchObject([{ closing: 5n, lots: 6n }]);
    await held.of(TUESDAY, wrong.facts);
    expect(wrong.asked).toEqual([undefined, undefined]);
  });

  test('tells of lots that nothing explains, and keeps nothing then', async () => {
    const held = heldDays();
    const strange = { instrument: 'KRW', accountKind: 'CLIENT', free: 2n, reserved: 1n } as const;
    const { facts, asked } = firm([entry(MONDAY, 5n)], TUESDAY, 5n);
    const odd = { ...facts, positions: [...facts.positions, strange] };
    await expect(held.of(TUESDAY, odd)).resolves.toMatchObject([
      { accountKind: 'CLIENT', opening: 0n, closing: 0n, lots: 3n },
      { accountKind: 'HOUSE', opening: 5n, closing: 5n, lots: 5n },
    ]);
    await held.of(TUESDAY, odd);
    expect(asked).toEqual([undefined, undefined]);
  });

  test('of a day that is over does not go on from what the lots do not prove any more', async () => {
    const held = heldDays();
    await held.of(TUESDAY, firm([entry(MONDAY, 5n)], TUESDAY, 5n).facts);
    const late = firm([entry(MONDAY, 5n), entry(MONDAY, 4n), entry(WEDNESDAY, 1n)], WEDNESDAY, 10n);
    await expect(held.of(TUESDAY, late.facts)).resolves.toMatchObject([{ opening: 9n, closing: 9n }]);
    expect(late.asked).toEqual([TUESDAY, undefined]);
  });

  test('of an earlier day is told without what came after it', async () => {
    const held = heldDays();
    const { facts } = firm([entry(MONDAY, 5n), entry(WEDNESDAY, 1n)], WEDNESDAY, 6n);
    await held.of(WEDNESDAY, facts);
    await expect(held.of(TUESDAY, facts)).resolves.toMatchObject([
      { opening: 5n, closing: 5n, lots: undefined },
    ]);
  });
});
