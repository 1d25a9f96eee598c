import type { RefusalError } from '@jangbu/model';
import { readInstructionsAsked } from './asked';

const name = { creator: 'a', instructionId: 'instruction-1' };
const days = { from: '2026-03-10', to: '2026-03-11' };

function problem(asked: object): unknown {
  try {
    return readInstructionsAsked(JSON.stringify(asked));
  } catch (error) {
    const { code, facts } = error as RefusalError;
    return { code, facts };
  }
}

function refused(path: string, message: string): object {
  return { code: 'INVALID_DOCUMENT', facts: { document: 'query', problems: [{ path, message }] } };
}

describe('which instructions are asked for', () => {
  it.each([
    { open: true, pair: ['a', 'b'], settlementDate: '2026-03-10', limit: 5, after: name },
    { names: [name], pair: ['a', 'b'] },
    { ended: days, after: { ...name, day: '2026-03-11' } },
    { failed: { from: '2026-03-10', to: '2026-03-10' }, limit: 1 },
    {},
  ])('is taken as it is said: %j', (asked) => {
    expect(problem(asked)).toEqual(asked);
  });

  it('is all of them where nothing is said', () => {
    expect([readInstructionsAsked(undefined), readInstructionsAsked('')]).toEqual([undefined, undefined]);
  });

  it.each([
    [{ names: [name], open: true }, '/open', 'not together with names'],
    [{ open: true, unclaimed: true }, '/unclaimed', 'not together with open'],
    [{ open: true, ended: days }, '/ended', 'not together with open'],
    [{ ended: days, failed: days }, '/failed', 'not together with ended'],
    [{ ended: { from: days.to, to: days.from } }, '/ended/to', 'before from'],
    [{ failed: { from: days.to, to: days.from } }, '/failed/to', 'before from'],
    [{ names: [name], limit: 1 }, '/limit', 'not with names: all of them are answered at once'],
    [{ names: [name], after: name }, '/after', 'not with names: all of them are answered at once'],
    [{ open: true, after: { ...name, day: '2026-03-10' } }, '/after', 'a day only with ended or failed'],
    [{ after: { ...name, day: '2026-03-10' } }, '/after', 'a day only with ended or failed'],
    [{ ended: days, after: name }, '/after', 'lacks the day among those asked for'],
    [{ ended: days, after: { ...name, day: '2026-03-09' } }, '/after', 'a day that is not asked for'],
    [{ failed: days, after: { ...name, day: '2026-03-12' } }, '/after', 'a day that is not asked for'],
  ])('is refused where it contradicts itself: %j', (asked, path, message) => {
    expect(problem(asked)).toEqual(refused(path, message));
  });
});
