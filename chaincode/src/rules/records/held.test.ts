import { LedgerFault } from '../../documents/fault';
import { isHeldAlike, isRecorded, isRecordedForGood, requireHeldByAll, requireStanding } from './held';

const given = { document: 'note', id: 'note-0001', hash: 'ab'.repeat(32) };

describe('of what nobody was asked for', () => {
  it.each([
    [
      'that all hold it',
      () => {
        requireHeldByAll([], given);
      },
    ],
    ['that it is recorded', () => isRecorded([], given)],
    ['that it is recorded for good', () => isRecordedForGood([], given)],
    [
      'that none stands',
      () => {
        requireStanding(null, [], given);
      },
    ],
    [
      'that it stands',
      () => {
        requireStanding('text', [], given);
      },
    ],
  ])('it is not taken %s', (_, claim) => {
    expect(claim).toThrow(LedgerFault);
  });

  it('nothing is held alike', () => {
    expect(isHeldAlike([])).toBe(false);
  });
});
