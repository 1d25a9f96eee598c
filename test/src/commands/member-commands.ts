import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '@jangbu/model';
import type { Stage } from './stage';

/** The commands of founding, contexts, the calendar and votes, on a network that is up and founded. */
export function tryGoverning(stage: () => Stage): void {
  test('founding make, show, record, propose', async () => {
    const { tried, context, folder } = stage();
    const file = join(folder, 'founding.json');
    const made = await tried.answer([
      ...['founding', 'make', '--consortium', context.consortiumFile],
      ...['--out', file],
    ]);
    const hash = hashOf(JSON.parse(readFileSync(file, 'utf8')));
    expect(made).toMatchObject({ file, hash, channel: 'interfirm', roles: 'ATTRIBUTE' });
    const facts = { hash, channel: 'interfirm', members: [{ id: 'kofia' }, { id: 'nh' }, { id: 'samsung' }] };
    expect(await stage().as('nh', 'founding', 'show', file)).toMatchObject(facts);
    expect(await stage().as('nh', 'founding', 'show')).toMatchObject(facts);
    const record = ['founding', 'record', '--founding', file];
    expect(await stage().as('nh', ...record)).toMatchObject({ status: 'ALREADY_RECORDED', hash });
    const propose = ['founding', 'propose', '--settings', context.consortiumFile];
    expect(await stage().as('kofia', ...propose)).toMatchObject({ status: 'CARRIED' });
    await stage().refusedAs('nh', propose, { code: 2, says: 'has been carried' });
    await tried.refused(['founding', 'show', 'none.json'], { code: 2, says: 'none.json' });
    await tried.refused(['founding', 'make', '--channel', 'x', '--out', file], {
      code: 2,
      says: '--consortium',
    });
  });

  test('context set, list, show, use, remove', async () => {
    const config = join(stage().folder, 'own-config.yaml');
    await stage().alone('nh', async (place) => {
      const { tried } = stage();
      const own = { ...place, env: { JANGBU_CONFIG: config } };
      const set = ['context', 'set', 'first', '--folder', stage().own('nh')];
      expect(await tried.answer(set, own)).toMatchObject({
        file: config,
        current: true,
        context: { name: 'first', folder: stage().own('nh') },
      });
      await tried.answer(['context', 'set', 'second', '--folder', stage().own('nh')], own);
      expect(await tried.answer(['context', 'use', 'second'], own)).toEqual({
        file: config,
        current: 'second',
      });
      expect(await tried.answer(['context', 'list'], own)).toMatchObject({
        file: config,
        current: 'second',
        contexts: [{ name: 'first' }, { name: 'second' }],
      });
      expect(await tried.answer(['context', 'show', 'first'], own)).toMatchObject({
        name: 'first',
        member: 'nh',
        mspId: 'NhMSP',
        channel: 'interfirm',
        identities: { trader: join(stage().own('nh'), 'identities', 'trader') },
      });
      const remove = ['context', 'remove', 'first'];
      expect(await tried.answer(remove, own)).toEqual({ file: config, removed: 'first' });
      await tried.refused(['context', 'use', 'first'], { code: 2, says: 'first' }, own);
    });
  });

  test('proposals propose, list, show, vote, tally, withdraw', async () => {
    const actions = [{ kind: 'SET_PACE', pace: { tolerance: 60, othersAfter: 45 } }];
    const file = await stage().file('actions.json', JSON.stringify(actions));
    const propose = [
      'proposals',
      'propose',
      file,
      '--title',
      'Others move the day after 45 minutes',
      '--id',
      'nh-pace-45',
    ];
    const proposed = { proposer: 'nh', proposalId: 'nh-pace-45', proposal: 'OPEN', actions };
    expect(await stage().as('nh', ...propose)).toMatchObject({ ...proposed, status: 'RECORDED' });
    expect(await stage().as('nh', ...propose)).toMatchObject({ ...proposed, status: 'ALREADY_RECORDED' });
    expect(await stage().as('samsung', 'proposals', 'vote', 'nh/nh-pace-45', 'for')).toMatchObject({
      status: 'RECORDED',
      proposal: 'CARRIED',
    });
    expect(await stage().as('kofia', 'proposals', 'list')).toContainEqual(
      expect.objectContaining({ status: 'CARRIED', votesFor: ['nh', 'samsung'], majority: 2, members: 3 }),
    );
    expect(await stage().as('kofia', 'proposals', 'show', 'nh/nh-pace-45')).toMatchObject({
      status: 'CARRIED',
      votesFor: ['nh', 'samsung'],
      due: null,
    });
    expect(await stage().as('kofia', 'proposals', 'tally', 'nh/nh-pace-45')).toMatchObject({
      status: 'ALREADY_RECORDED',
      proposal: 'CARRIED',
    });
    const wrong = await stage().file('wrong.json', '[{"kind":"GRANT"}]');
    const title = ['--title', 'x'];
    await stage().refusedAs('nh', ['proposals', 'propose', wrong, ...title], { code: 2, says: 'wrong.json' });
    await stage().refusedAs('nh', ['proposals', 'vote', 'nh/nh-pace-45', 'perhaps'], {
      code: 2,
      says: 'perhaps',
    });
    await stage().refusedAs('nh', ['proposals', 'vote', 'nh/unknown-one', 'for'], {
      code: 1,
      says: 'PROPOSAL_UNKNOWN',
    });
    await stage().refusedAs('nh', ['proposals', 'show', 'unknown-one'], { code: 2, says: 'PROPOSER/ID' });
    const late = [...propose.slice(0, -1), 'nh-pace-late', '--last-day', '2199-01-01'];
    await stage().refusedAs('nh', late, { code: 1, says: 'LAST_DAY_OUT_OF_RANGE' });
    const again = [...propose.slice(0, -1), 'nh-pace-again'];
    expect(await stage().as('nh', ...again)).toMatchObject({ proposal: 'OPEN' });
    expect(await stage().as('nh', 'proposals', 'withdraw', 'nh/nh-pace-again')).toMatchObject({
      status: 'RECORDED',
      proposal: 'WITHDRAWN',
    });
  });

  test('calendar show, propose, change, cut-offs', async () => {
    const shown = await stage().as<{ closedDays: string[] }>('nh', 'calendar', 'show', '--year', '2027');
    expect(shown.closedDays).toContain('2027-10-11');
    expect(shown.closedDays.every((date) => date.startsWith('2027-'))).toBe(true);
    expect(await stage().as('nh', 'calendar', 'propose', '--year', '2027')).toEqual({ closings: [] });
    expect(await stage().as('nh', 'calendar', 'propose', '--year', '2025')).toMatchObject({
      proposal: 'OPEN',
      actions: [{ kind: 'CHANGE_CALENDAR' }],
      closings: expect.arrayContaining([expect.objectContaining({ date: '2025-05-05' })]) as unknown,
    });
    expect(await stage().as('nh', 'calendar', 'change', '--close', '2027-12-24')).toMatchObject({
      actions: [{ kind: 'CHANGE_CALENDAR', close: ['2027-12-24'], open: [] }],
    });
    const cutOffs = ['calendar', 'cut-offs', '--from', '2027-11-18', '--opening', '09:30'];
    expect(await stage().as('nh', ...cutOffs)).toMatchObject({
      actions: [{ kind: 'SET_CUT_OFFS', cutOffs: { from: '2027-11-18', opening: '09:30' } }],
    });
    await stage().refusedAs('nh', ['calendar', 'show', '--year', '27'], { code: 2, says: '27 is no year' });
  });
}
