import { SUPERVISED_KINDS, isSupervised, recordParties } from './key-kinds';
import { keys, type Key } from './keys';

const instruction = { creator: 'a', instructionId: 'instruction-1' };

test("the supervisor's kinds are those with which keys of private records begin", () => {
  const made: readonly Key[] = [
    keys.page('a', 'b', '2026-03-11', 'page-0001'),
    keys.pageBody('a', 'b', '2026-03-11', 'page-0001'),
    keys.duePage('a', 'b', '2026-03-11', 'page-0001'),
    keys.correctionsDue('a', 'b', '2026-03-11'),
    keys.cancellationConsent('a', 'b', '2026-03-11', 'consent-1'),
    keys.matchIndex(['a', 'b'], '2026-03-11'),
    keys.matchShard(['a', 'b'], '2026-03-11', 0),
    keys.openShard(['a', 'b'], '2026-03-11', 0),
    keys.matchResult(['a', 'b'], '2026-03-11', 1),
    keys.utiRegister(['a', 'b']),
    keys.utiShelf(['a', 'b'], 'shelf'),
    keys.lot({ creator: 'a', lotId: 'lot-00001' }),
    keys.spentLot({ creator: 'a', lotId: 'lot-00001' }),
    keys.movement('a', 'movement-1'),
    keys.dayMovement('2026-03-11', 'a', 'movement-1'),
    keys.instruction(instruction),
    keys.openInstruction(instruction),
    keys.endedInstruction('2026-03-11', instruction),
    keys.failedInstruction('2026-03-11', instruction),
    keys.reservation(instruction, 0),
    keys.settlement(instruction),
    keys.instructionCancellation(instruction, 'a'),
    keys.partialConsent(instruction, 'a'),
    keys.settlementTerms(['a', 'b'], 'a'),
    keys.division(instruction),
    keys.fail(instruction, '2026-03-11', 'a'),
  ];
  expect([...new Set(made.map(([kind]) => kind))].sort()).toEqual(SUPERVISED_KINDS);
  expect(made.every(isSupervised)).toBe(true);
});

test('what one member keeps alone, or all see, is none of them', () => {
  const others = [
    keys.loginConsent('consent-1'),
    keys.heartbeat('a'),
    keys.members(),
    keys.upheld(1, 'ab'.repeat(32)),
  ];
  expect(others.some(isSupervised)).toBe(false);
});

test('what comes about without a party needs whoever came to hold it first', () => {
  const first = [
    keys.settlement(instruction),
    keys.endedInstruction('2026-03-11', instruction),
    keys.failedInstruction('2026-03-11', instruction),
  ];
  for (const key of first) expect(recordParties(key, '{}')).toEqual({ asOf: key });
});

test('a mark needs whom the record needs that it leads to', () => {
  const asOf = (key: Key) => recordParties(key, '{}');
  expect(asOf(keys.openInstruction(instruction))).toEqual({ asOf: keys.instruction(instruction) });
  expect(asOf(keys.dayMovement('2026-03-11', 'a', 'movement-1'))).toEqual({
    asOf: keys.movement('a', 'movement-1'),
  });
});
