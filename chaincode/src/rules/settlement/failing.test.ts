import { NET } from '../../../testing/settling';
import { atFault } from './failing';

describe('the fault for an instruction that did not settle', () => {
  it('is with whoever had not reserved what it delivers', () => {
    expect(atFault(NET, [true, true])).toEqual([]);
    expect(atFault(NET, [false, true])).toEqual(['b']);
    expect(atFault(NET, [true, false])).toEqual(['a']);
    expect(atFault(NET, [false, false])).toEqual(['a', 'b']);
  });

  it('is never with a firm that delivers nothing', () => {
    const oneWay = { ...NET, legs: NET.legs.map((leg) => ({ ...leg, from: 'b', to: 'a' })) };
    expect(atFault(oneWay, [true, false])).toEqual(['b']);
  });
});
