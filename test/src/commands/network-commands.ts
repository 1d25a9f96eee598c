import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '@jangbu/model';
import { MEMBERS, type Stage } from './stage';

const MINUTES = 60_000;

/** The development network's commands, on a network that is down; it is up and founded afterwards. */
export function tryNetworkCommands(stage: () => Stage): void {
  let packageId = '';

  test(
    'network up, status, list, logs',
    async () => {
      const { context, tried, ask } = bound(stage());
      const up = await ask<{ packageId: string; started: string[] }>('network', 'up');
      expect(up).toMatchObject({ channel: 'interfirm', members: MEMBERS, state: context.stateDir });
      // A peer each, four consenters, the contracts.
      expect(up.started).toHaveLength(8);
      ({ packageId } = up);
      const status = await ask<{ members: { id: string; peers: { lag: number }[] }[] }>('network', 'status');
      expect(status).toMatchObject({ channel: 'interfirm', running: 'all', chaincode: { packageId } });
      expect(status.members.map(({ id, peers }) => [id, peers.length])).toEqual(MEMBERS.map((id) => [id, 1]));
      const { networks } = (await tried.answer(['network', 'list'])) as { networks: { stateDir: string }[] };
      expect(networks.find(({ stateDir }) => stateDir === context.stateDir)).toMatchObject({
        channel: 'interfirm',
        members: 3,
      });
      const log = await tried.text(['network', 'logs', 'nh', '-n', '5', ...stage().where]);
      expect(log.trimEnd().split('\n')).toHaveLength(5);
      expect(await ask('network', 'up')).toMatchObject({ started: [] });
    },
    10 * MINUTES,
  );

  test('are called wrongly', async () => {
    const { tried, where } = stage();
    await tried.refused(['network', 'logs', 'nobody', ...where], { code: 1, says: 'nobody' });
    await tried.refused(['network', 'logs', 'nh', '-n', 'abc', ...where], { code: 2, says: 'abc' });
    await tried.refused(['network', 'up', '--consortium', 'none.yaml'], { code: 2, says: 'none.yaml' });
    await tried.refused(['fabric', 'status', '--jsn'], { code: 2, says: '--jsn' });
  });

  test('fabric status, install', async () => {
    const { tried } = stage();
    const { programs } = (await tried.answer(['fabric', 'status'])) as { programs: { directory: string } };
    expect(await tried.answer(['fabric', 'install'])).toEqual(programs);
  });

  test('chaincode package, deploy, status', async () => {
    const { ask, folder, tried } = bound(stage());
    const file = join(folder, 'contracts.tar.gz');
    const made = await tried.answer([
      ...['chaincode', 'package', '--consortium', stage().context.consortiumFile],
      ...['--out', file],
    ]);
    expect(made).toMatchObject({ packageId, type: 'node', roles: 'ATTRIBUTE', file });
    expect(made).toMatchObject({ bytes: statSync(file).size });
    expect(packageId.split(':')[1]).toBe(sha256Hex(readFileSync(file)));
    const inForce = { packageId, sequence: 1 };
    expect(await ask('chaincode', 'deploy')).toMatchObject({ ...inForce, changed: false, notApprovedBy: [] });
    expect(await ask('chaincode', 'status')).toMatchObject({
      ...inForce,
      members: MEMBERS.map((id) => ({ id, approved: packageId, answers: true })),
    });
    await tried.refused(['chaincode', 'package', '--type', 'jar', ...stage().where], {
      code: 2,
      says: 'type of a package',
    });
  });

  test("a member's part in the contracts: install, approve, readiness, commit, status", async () => {
    const file = join(stage().folder, 'contracts.tar.gz');
    const nh = (...args: readonly string[]) =>
      stage().tried.answer([...args, '--as', 'nh', ...stage().where]);
    expect(await nh('chaincode', 'install', file)).toMatchObject({
      packageId,
      peers: [{ installedNow: false }],
    });
    const definition = { name: 'jangbu', sequence: 1 };
    expect(await nh('chaincode', 'approve', file)).toMatchObject({
      ...definition,
      packageId,
      approvedNow: false,
      inForce: true,
    });
    const everyone = ['KofiaMSP', 'NhMSP', 'SamsungMSP'];
    const ready = (await nh('chaincode', 'readiness')) as { approvedBy: string[] };
    expect(ready).toMatchObject({ ...definition, inForce: true, notApprovedBy: [], missing: 0 });
    expect([...ready.approvedBy].sort()).toEqual(everyone);
    expect(await nh('chaincode', 'commit')).toMatchObject({ ...definition, committedNow: false });
    expect(await nh('chaincode', 'status')).toMatchObject({
      mspId: 'NhMSP',
      committed: { sequence: 1, packageId },
      peers: [{ answers: true, installed: [packageId] }],
      roles: 'ATTRIBUTE',
    });
    await stage().tried.refused(['chaincode', 'install', 'none.tar.gz', '--as', 'nh', ...stage().where], {
      code: 2,
      says: 'none.tar.gz',
    });
  });
}

/** Once more down and away, after everything else. */
export function tryNetworkDown(stage: () => Stage): void {
  test(
    'network down',
    async () => {
      const { context, ask } = bound(stage());
      await stage().gather();
      expect(await ask('network', 'down', '--purge')).toMatchObject({
        purged: true,
        state: context.stateDir,
      });
      expect(await ask('network', 'down', '--purge')).toMatchObject({ stopped: 0, purged: false });
      const args = ['network', 'status', ...stage().where];
      expect(await stage().tried.answer(args, {}, 1)).toMatchObject({ running: 'none', height: 0 });
    },
    10 * MINUTES,
  );
}

function bound(stage: Stage) {
  const { context, folder, tried } = stage;
  return {
    context,
    folder,
    tried,
    ask: <T>(...args: readonly string[]): Promise<T> => stage.ask<T>(...args),
  };
}
