import type { SettlementFail, SettlementInstruction } from '../settlement/instruction-view';
import { failLines, penaltySums } from './fail-report';
import { concerning, instructionSums } from './instruction-report';

function instruction(changed: Partial<SettlementInstruction> = {}): SettlementInstruction {
  return {
    creator: 'nh',
    instructionId: 'instruct-1',
    pair: ['nh', 'sk'],
    tradeDate: '2026-03-09',
    settlementDate: '2026-03-11',
    dueDate: '2026-03-11',
    isin: 'KR7005930003',
    origin: { kind: 'NET', sequence: 1 },
    legs: [],
    status: 'PENDING',
    settledOn: undefined,
    unclaimed: false,
    consents: [],
    partial: [],
    dividedInto: [],
    dividedFrom: undefined,
    fails: [],
    ...changed,
  };
}

function fail(businessDay: string, atFault: readonly string[], penalty = 0n): SettlementFail {
  return { businessDay, rollsTo: '2026-03-12', atFault, penalty };
}

function leg(reserved: boolean): SettlementInstruction['legs'][number] {
  return { from: 'nh', to: 'sk', instrument: 'KRW', amount: 1n, accountKind: 'HOUSE', reserved };
}

test('fails of a period, and what one firm owes another for them', () => {
  const fails = failLines(
    [
      instruction({ fails: [fail('2026-03-11', ['sk'], 70n), fail('2026-03-12', ['sk'], 30n)] }),
      instruction({ fails: [fail('2026-03-11', ['nh', 'sk']), fail('2026-03-11', [])] }),
      instruction({ fails: [fail('2026-03-11', ['nh'], 5n)] }),
    ],
    '2026-03-11',
    '2026-03-11',
  );
  expect(fails.map(({ atFault, penalty }) => [atFault.join(), penalty])).toEqual([
    ['sk', 70n],
    ['nh,sk', 0n],
    ['', 0n],
    ['nh', 5n],
  ]);
  expect(penaltySums(fails)).toEqual([
    { from: 'nh', to: 'sk', fails: 1, penalty: 5n },
    { from: 'sk', to: 'nh', fails: 1, penalty: 70n },
  ]);
});

test('a day is concerned with what settled on it and what was due by then', () => {
  const settled = instruction({ status: 'SETTLED', settledOn: '2026-03-11' });
  const earlier = instruction({ status: 'SETTLED', settledOn: '2026-03-10' });
  const due = instruction();
  const later = instruction({ dueDate: '2026-03-12' });
  const cancelled = instruction({ status: 'CANCELLED' });
  expect(concerning([settled, earlier, due, later, cancelled], '2026-03-11')).toEqual([settled, due]);
});

test('instructions are counted by how far they are', () => {
  const sums = instructionSums([
    instruction({ legs: [leg(false), leg(false)] }),
    instruction({ legs: [leg(true), leg(false)] }),
    instruction({ status: 'RESERVED', legs: [leg(true), leg(true)] }),
    instruction({ status: 'SETTLED', legs: [leg(true), leg(true)] }),
    instruction({ status: 'DIVIDED', dueDate: '2026-03-10' }),
  ]);
  const frame = { isin: 'KR7005930003', cancelled: 0 };
  expect(sums).toEqual([
    {
      ...frame,
      dueDate: '2026-03-10',
      unreserved: 0,
      partlyReserved: 0,
      reserved: 0,
      settled: 0,
      divided: 1,
    },
    {
      ...frame,
      dueDate: '2026-03-11',
      unreserved: 1,
      partlyReserved: 1,
      reserved: 1,
      settled: 1,
      divided: 0,
    },
  ]);
});
