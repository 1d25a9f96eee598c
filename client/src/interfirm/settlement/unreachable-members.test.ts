import { TestClock } from '../../../testing/test-clock';
import { UnreachableMembers } from './unreachable-members';

test('a member that was away is asked again after a minute', async () => {
  const clock = new TestClock();
  const away = new UnreachableMembers(clock);
  expect(away.someUnreachable(['nh', 'samsung'])).toBe(false);
  away.noteUnreachable(['samsung']);
  expect(away.someUnreachable(['nh', 'samsung'])).toBe(true);
  expect(away.someUnreachable(['nh'])).toBe(false);
  await clock.sleep(60_000);
  expect(away.someUnreachable(['samsung'])).toBe(false);
});

test('a member that has signed since is away no more', () => {
  const away = new UnreachableMembers(new TestClock());
  away.noteUnreachable(['nh', 'samsung']);
  away.noteReached(['samsung']);
  expect(away.someUnreachable(['samsung'])).toBe(false);
  expect(away.someUnreachable(['nh'])).toBe(true);
});
