import { instructionName, keys, type InstructionName, type InstructionState } from '@jangbu/model';
import { TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { forgeDocuments } from '../../../testing/forgery';
import {
  closeSettlement,
  consentToCancelling,
  fail,
  instructionsAt,
  matchedConsortium,
  NET,
  recordInstructions,
  reserveBoth,
  settle,
} from '../../../testing/settling';

const NEXT = '2026-03-12';
const ON_TODAY = { from: TODAY, to: TODAY };

async function instructed(): Promise<SimulatedConsortium> {
  const consortium = await matchedConsortium();
  await recordInstructions(consortium, NET);
  return consortium;
}

function namesIn(states: readonly InstructionState[]): string[] {
  return states.map(({ instruction }) => instructionName(JSON.parse(instruction) as InstructionName));
}

async function named(consortium: SimulatedConsortium, id: string, asked: object): Promise<string[]> {
  return namesIn(await instructionsAt(consortium, id, asked));
}

const net = instructionName(NET);

describe('an instruction', () => {
  it('is among the open ones until it settles, and then among those that ended that day', async () => {
    const consortium = await instructed();
    for (const id of ['a', 'b', 'kofia']) {
      expect(await named(consortium, id, { open: true })).toEqual([net]);
      expect(await named(consortium, id, { ended: ON_TODAY })).toEqual([]);
    }
    expect(await named(consortium, 'c', { open: true })).toEqual([]);
    await settle(consortium, NET, await reserveBoth(consortium));
    for (const id of ['a', 'b', 'kofia']) {
      expect(await named(consortium, id, { open: true })).toEqual([]);
      expect(await instructionsAt(consortium, id, { ended: ON_TODAY })).toMatchObject([
        { status: 'SETTLED', day: TODAY },
      ]);
      expect(await named(consortium, id, { ended: { from: NEXT, to: '9999-12-31' } })).toEqual([]);
      expect(await named(consortium, id, { ended: { from: '2000-01-01', to: '2026-03-10' } })).toEqual([]);
    }
  });

  it('stays open with one consent to its cancellation, and ends with the second', async () => {
    const consortium = await instructed();
    await consentToCancelling(consortium, NET, 'b');
    expect(await named(consortium, 'a', { open: true })).toEqual([net]);
    await consentToCancelling(consortium, NET, 'a');
    expect(await named(consortium, 'a', { open: true })).toEqual([]);
    expect(await instructionsAt(consortium, 'kofia', { ended: ON_TODAY })).toMatchObject([
      { status: 'CANCELLED', day: TODAY },
    ]);
  });

  it('that did not settle is found on that day, and stays open', async () => {
    const consortium = await instructed();
    await closeSettlement(consortium);
    await fail(consortium, NET, [null, null], 'b');
    await consortium.toNextDay(NEXT);
    for (const id of ['b', 'kofia']) {
      expect(await instructionsAt(consortium, id, { failed: ON_TODAY })).toMatchObject([
        { status: 'PENDING', day: TODAY },
      ]);
      expect(await named(consortium, id, { failed: { from: NEXT, to: NEXT } })).toEqual([]);
      expect(await named(consortium, id, { open: true })).toEqual([net]);
    }
  });

  it('is told by what is read of it, not by its mark', async () => {
    const consortium = await instructed();
    await settle(consortium, NET, await reserveBoth(consortium));
    // What a supervisor that has the role again may still hold.
    await forgeDocuments(consortium, 'a', [keys.openInstruction(NET), '{"left":"over"}']);
    expect(await named(consortium, 'a', { open: true })).toEqual([]);
  });
});
