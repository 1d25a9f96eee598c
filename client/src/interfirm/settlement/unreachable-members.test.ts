import { TestClock } from '../../../testing/test-clock';
import { AwayMembers } from './unreachable-members';

test('a member that was away is asked again after a minute', async () => {
  const clock = new TestClock();
  const away = new AwayMembers(clock);
  expect(away.someAway(['nh', 'samsung'])).toBe(false);
  away.noteAway(['samsung']);
  expect(away.someAway(['nh', 'samsung'])).toBe(true);
  expect(away.someAway(['nh'])).toBe(false);
  await clock.sleep(60_000);
  expect(away.someAway(['samsung'])).toBe(false);
});
