import { ScriptedTransport } from '../../../testing/scripted-transport';
import { TestClock } from '../../../testing/test-clock';
import { OwnPeers } from './own-peers';

function threePeers() {
  const clock = new TestClock();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => new ScriptedTransport({}, name)) as [
    ScriptedTransport,
    ScriptedTransport,
    ScriptedTransport,
  ];
  return { a, b, c, clock, peers: new OwnPeers([a, b, c], clock) };
}

describe("the member's own peers", () => {
  test('the first one is used while it is well', () => {
    const { a, b, peers } = threePeers();
    b.reachable = 'DOWN';
    expect(peers.current).toBe(a);
  });

  test('one that cannot be reached is passed over without a call to it', () => {
    const { a, b, peers } = threePeers();
    a.reachable = 'DOWN';
    expect(peers.current).toBe(b);
  });

  test('the one that failed comes back when it has rested and can be reached', () => {
    const { a, b, clock, peers } = threePeers();
    peers.failed(a);
    expect(peers.current).toBe(b);
    a.reachable = 'UNKNOWN';
    clock.pass(60_000);
    expect(peers.current).toBe(b);
    a.reachable = 'UP';
    expect(peers.current).toBe(a);
  });

  test('it rests longer with each failure, until a call goes through', () => {
    const { a, b, clock, peers } = threePeers();
    peers.failed(a);
    clock.pass(1_000);
    expect(peers.current).toBe(a);
    peers.failed(a);
    clock.pass(1_000);
    expect(peers.current).toBe(b);
    clock.pass(1_000);
    expect(peers.current).toBe(a);
    peers.succeeded(a);
    expect(peers.health()[0]).toEqual({ name: 'a', connection: 'UP', failures: 0, inUse: true });
  });

  test('many calls that fail at one peer count once', () => {
    const { a, b, peers } = threePeers();
    peers.failed(a);
    peers.failed(a);
    expect(peers.current).toBe(b);
    expect(peers.health().map(({ failures }) => failures)).toEqual([1, 0, 0]);
  });

  test('when all have failed, each is tried in its turn', () => {
    const { a, b, c, peers } = threePeers();
    const used = [a, b, c, a, b].map(() => {
      const { current } = peers;
      peers.failed(current);
      return current.name;
    });
    expect(used).toEqual(['a', 'b', 'c', 'a', 'b']);
  });

  test('connecting is done when one of them stands, and fails when none does', async () => {
    const { a, b, c, peers } = threePeers();
    a.reachable = 'DOWN';
    await expect(peers.connect(1)).resolves.toBeUndefined();
    b.reachable = 'DOWN';
    c.reachable = 'DOWN';
    await expect(peers.connect(1)).rejects.toThrow(AggregateError);
  });
});
