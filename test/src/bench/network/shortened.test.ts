import { join } from 'node:path';
import { loadConsortium } from '@jangbu/network';
import { ROOT } from '../../network/networks';
import { shortened } from './shortened';

test('the supervisor, the owners of consenters and a few other firms stay', async () => {
  const whole = await loadConsortium(join(ROOT, 'network', 'consortium.yaml'));
  const short = shortened(whole);
  const ids = short.members.map(({ id }) => id);
  expect(ids).toHaveLength(6);
  expect(ids).toEqual(expect.arrayContaining([...short.consenters]));
  expect({ ...short, members: [] }).toEqual({ ...whole, members: [] });
});

test('of a small consortium all stay', async () => {
  const whole = await loadConsortium(join(ROOT, 'network', 'consortium.small.yaml'));
  expect(shortened(whole)).toEqual(whole);
});
