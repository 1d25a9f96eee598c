import { join } from 'node:path';
import { namesMember } from './named-ledger';

const NAMES = [
  'JANGBU_PROFILE',
  'JANGBU_CONTEXT',
  'JANGBU_FOLDER',
  'JANGBU_STATE',
  'JANGBU_CONSORTIUM',
  'JANGBU_CONFIG',
];

describe('a member is named', () => {
  const before = { ...process.env };

  beforeEach(() => {
    for (const name of NAMES) Reflect.deleteProperty(process.env, name);
    process.env['JANGBU_CONFIG'] = join(__dirname, 'no-such-file.yaml');
  });

  afterEach(() => {
    process.env = { ...before };
  });

  test.each([[{ profile: 'p' }], [{ context: 'nh' }], [{ folder: '/srv/nh' }], [{ as: 'nh' }]])(
    'where %j is given',
    async (options) => {
      await expect(namesMember(options)).resolves.toBe(true);
    },
  );

  test.each(['JANGBU_PROFILE', 'JANGBU_CONTEXT', 'JANGBU_FOLDER'])('where $%s is set', async (name) => {
    process.env[name] = 'nh';
    await expect(namesMember({})).resolves.toBe(true);
  });

  test('and not where nothing is named, or a development network', async () => {
    await expect(namesMember({})).resolves.toBe(false);
    process.env['JANGBU_FOLDER'] = '/srv/nh';
    await expect(namesMember({ state: '/tmp/state' })).resolves.toBe(false);
  });
});
