import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '@jangbu/model';
import type { Stage } from './stage';

const MINUTES = 60_000;
/** Where the nodes of a network of its own listen, instead of Fabric's customary ports. */
const PORTS: Readonly<Record<string, number>> = { 70: 22_750, 80: 22_760, 90: 22_770, 100: 22_780 };

/** Fabric's customary ports may be taken on a machine that runs tests. */
function elsewhere(memberFile: string): string {
  return memberFile
    .replaceAll(/:(7|8|9|10)0(5[0-9])\b/g, (_all, thousand: string, rest: string) => {
      const base = PORTS[`${thousand}0`] ?? 0;
      return `:${base + Number(rest) - 50}`;
    })
    .replaceAll(/:9([456])4([0-9])\b/g, (_all, kind: string, index: string) => {
      return `:${22_790 + (Number(kind) - 4) * 10 + Number(index) - 3}`;
    });
}

interface Status {
  readonly certificates: { readonly sound: number };
}

/** The commands of a member's own folder: a member that founds a channel alone. */
export function tryOwnNodes(stage: () => Stage): void {
  const solo = (): string => join(stage().folder, 'solo');
  const own = <T = unknown>(...args: readonly string[]): Promise<T> =>
    stage().tried.answer([...args, '--folder', solo()]) as Promise<T>;

  test(
    'member init, keys, descriptor, profile, identity, status',
    async () => {
      const { tried, folder } = stage();
      const member = [
        ...['--id', 'solo', '--msp', 'SoloMSP', '--name-en', 'Solo', '--name-ko', '홀로'],
        ...['--lei', 'JNGB00NH000000000090', '--domain', 'solo.example'],
      ];
      const place = [
        '--host',
        '127.0.0.1',
        '--listen',
        '127.0.0.1',
        '--channel',
        'alone',
        '--consenters',
        '4',
      ];
      const file = join(solo(), 'member.yaml');
      expect(await own('member', 'init', ...member, ...place)).toEqual({ file });
      await tried.refused(['member', 'init', ...member, ...place, '--folder', solo()], {
        code: 2,
        says: file,
      });
      await writeFile(file, elsewhere(await readFile(file, 'utf8')));
      const before = await tried.answer(['member', 'status', '--folder', solo()], {}, 1);
      expect(before).toMatchObject({ id: 'solo', joined: false, certificates: { sound: 0 } });
      expect(await own('member', 'keys')).toMatchObject({ member: 'solo', folder: solo() });
      const descriptor = join(folder, 'solo.json');
      expect(await own('member', 'descriptor', '--out', descriptor)).toEqual({
        member: 'solo',
        file: descriptor,
        consenters: 4,
      });
      expect(await readFile(descriptor, 'utf8')).not.toContain('PRIVATE KEY');
      expect(await own('member', 'profile')).toMatchObject({ peers: ['127.0.0.1:22751'] });
      expect(await own('member', 'identity', 'trader', '--name', 'trader-2')).toMatchObject({
        role: 'trader',
      });
      const status = await own<Status>('member', 'status');
      expect(status).toMatchObject({ mspId: 'SoloMSP', certificates: { missing: [], broken: [] } });
      expect(status.certificates.sound).toBeGreaterThan(5);
      const units = join(folder, 'units');
      const { files } = await own<{ files: string[] }>('node', 'units', '--for', 'systemd', '--out', units);
      expect(files.filter((each) => each.endsWith('.service')).length).toBeGreaterThan(4);
      await tried.refused(['node', 'units', '--for', 'cron', '--out', units, '--folder', solo()], {
        code: 2,
        says: 'cron',
      });
      await tried.refused(['member', 'keys', '--folder', folder], { code: 2, says: 'member.yaml' });
    },
    10 * MINUTES,
  );

  test(
    'channel genesis, join, status; node start, stop, restart, status, logs',
    async () => {
      const { tried, folder } = stage();
      const founding = join(folder, 'solo-founding.json');
      const descriptor = join(folder, 'solo.json');
      await tried.answer(['founding', 'make', descriptor, '--out', founding]);
      const block = join(folder, 'solo.block');
      const genesis = [
        'channel',
        'genesis',
        '--founding',
        founding,
        '--descriptors',
        descriptor,
        '--out',
        block,
      ];
      const made = await tried.answer(genesis);
      const sha256 = sha256Hex(await readFile(block));
      expect(made).toMatchObject({ channel: 'alone', sha256, members: ['solo'] });
      const { started } = await own<{ started: string[] }>('node', 'start');
      expect(started).toHaveLength(5);
      try {
        await tried.refused(['channel', 'status', '--folder', solo()], { code: 1, says: 'channel join' });
        const joined = await own<{ nodes: string[] }>('channel', 'join', '--genesis', block);
        expect(joined).toMatchObject({ channel: 'alone', sha256 });
        expect([...joined.nodes].sort()).toEqual([...started].sort());
        expect(await own('channel', 'status')).toMatchObject({
          channel: 'alone',
          source: 'own peer',
          peers: [{ mspId: 'SoloMSP', own: true }],
        });
        expect(await own('node', 'restart', 'peer0.solo.example')).toEqual({
          started: ['peer0.solo.example'],
        });
        const { nodes } = await own<{ nodes: { running: boolean }[] }>('node', 'status');
        expect(nodes.map(({ running }) => running)).toEqual([true, true, true, true, true]);
        const logs = ['node', 'logs', 'peer0.solo.example', '-n', '3', '--folder', solo()];
        expect((await tried.text(logs)).trimEnd().split('\n')).toHaveLength(3);
        await tried.refused(['node', 'stop', 'peer9', '--folder', solo()], { code: 1, says: 'peer9' });
      } finally {
        const { stopped } = await own<{ stopped: string[] }>('node', 'stop');
        expect([...stopped].sort()).toEqual([...started].sort());
      }
      const missing = ['channel', 'genesis', '--founding', 'none.json', '--descriptors', descriptor];
      await tried.refused([...missing, '--out', block], { code: 2, says: 'none.json' });
    },
    10 * MINUTES,
  );
}
