import { flatChannel, namedPolicy, stockChannel } from '../../../testing/channel-configuration';
import { TestClock } from '../../../testing/test-clock';
import type { EndorsingFacts } from '../peers/transport';
import { ChannelEndorsers } from './channel-endorsers';
import { chooseEndorsers } from './endorsers';
import { Liveness } from './liveness';

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `Org${i + 1}MSP`);

function reading(...facts: readonly (EndorsingFacts | Error)[]) {
  const clock = new TestClock();
  let reads = 0;
  const read = (): Promise<EndorsingFacts> => {
    const next = facts[Math.min(reads, facts.length - 1)];
    reads += 1;
    return next instanceof Error || !next ? Promise.reject(next ?? new Error()) : Promise.resolve(next);
  };
  const channel = new ChannelEndorsers(read, clock);
  const chosen = async (doubtful = false): Promise<readonly string[]> =>
    chooseEndorsers(await channel.endorsers(doubtful), 'Org2MSP', new Liveness(clock));
  return { chosen, clock, reads: () => reads };
}

describe('the endorsers of a channel', () => {
  test.each([
    ['stock, two organisations', stockChannel(names(2)), ['Org2MSP', 'Org1MSP']],
    ['stock, three', stockChannel(names(3)), ['Org2MSP', 'Org1MSP']],
    ['flat, five', flatChannel(names(5)), ['Org2MSP', 'Org1MSP', 'Org3MSP']],
  ])('%s: more than half, the own one first', async (_, facts, expected) => {
    expect(await reading(facts).chosen()).toEqual(expected);
  });

  test('are followed as the channel changes, and read anew in doubt', async () => {
    const { chosen, clock, reads } = reading(stockChannel(names(2)), stockChannel(names(5)));
    expect(await chosen()).toHaveLength(2);
    expect(await chosen()).toHaveLength(2);
    expect(reads()).toBe(1);
    clock.pass(30_000);
    expect(await chosen()).toHaveLength(3);
    await chosen(true);
    expect(reads()).toBe(3);
  });

  test('a reading that fails is not remembered', async () => {
    const { chosen } = reading(new Error('away'), stockChannel(names(2)));
    await expect(chosen()).rejects.toThrow('away');
    expect(await chosen()).toHaveLength(2);
  });

  test('a policy that the channel lacks is named', async () => {
    const facts = { ...stockChannel(names(2)), applicationPolicy: namedPolicy('/Channel/Application/Gone') };
    await expect(reading(facts).chosen()).rejects.toMatchObject({
      name: 'PeerError',
      message: expect.stringContaining("no policy '/Channel/Application/Gone'") as unknown,
    });
  });
});
