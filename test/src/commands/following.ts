import { until } from '@jangbu/network';
import { program, publishedSchema, shapeOf } from 'jangbu';
import type { Business } from './business';

interface Filled {
  readonly blocks: string;
}

/** What follows the ledger until it is stopped, and what is about the command line itself. */
export function tryFollowing(business: Business): void {
  test('store follow, until Ctrl-C', async () => {
    const { stage } = business;
    // Since the store was filled, credentials have been recorded.
    const before = await stage.as<Filled>('nh', 'store', 'status');
    let filled = before;
    const follow = async (): Promise<boolean> => {
      const stopped = { says: 'follow:', afterMs: 1000 };
      filled = await stage.alone(
        'nh',
        (place) => stage.tried.answerOfStopped(['store', 'follow'], stopped, place) as Promise<Filled>,
      );
      return BigInt(filled.blocks) > BigInt(before.blocks);
    };
    expect(await until(follow, 120_000)).toBe(true);
    expect(await stage.as('nh', 'store', 'status')).toMatchObject(filled);
  });

  test('schema and completion', async () => {
    const { tried } = business.stage;
    expect(await tried.answer(['schema'])).toEqual(expect.arrayContaining(['trades submit', 'network up']));
    const submit = shapeOf(program('en'))
      .commands.find(({ path }) => path.join() === 'trades')
      ?.commands.find(({ path }) => path.includes('submit'));
    if (!submit) throw new Error('there is no `trades submit`');
    expect(await tried.answer(['schema', 'trades', 'submit'])).toEqual(publishedSchema(submit));
    await tried.refused(['schema', 'trades'], { code: 2, says: 'trades prints no JSON' });
    await tried.refused(['schema', 'trade', 'submit'], { code: 2, says: 'no command trade submit' });
    expect(await tried.text(['completion', 'bash'])).toContain('complete ');
    await tried.refused(['completion', 'csh'], { code: 2, says: 'csh' });
  });
}
