import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import { NetworkError } from '../network-error';
import type { StateFolder } from '../topology/state-folder';
import type { Topology } from '../topology/topology';
import { configtxText, profileName } from './configtx';
import { requireSameOrigin, writeOrigin } from './origin';

const run = promisify(execFile);

function lastLine(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  // configtxgen ends by a panic whose stack trace follows the one line that says what is wrong.
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /panic|error|fatal/i.test(line)) ?? lines.at(-1) ?? 'no output';
}

/**
 * Makes the channel's genesis block, once: a network keeps the one that it started with.
 *
 * @param configtxgen path of Fabric's program
 * @throws NetworkError `OTHER_CONSORTIUM` when the block there was made from another consortium file,
 *   `CHANNEL_FAILED` when configtxgen refuses the configuration
 */
export async function ensureGenesis(
  topology: Topology,
  folder: StateFolder,
  configtxgen: string,
): Promise<void> {
  const { channel } = folder;
  if (existsSync(channel.genesis)) {
    await requireSameOrigin(topology, folder);
    return;
  }
  await mkdir(channel.folder, { recursive: true });
  await writeFile(channel.configtx, configtxText(topology, folder.root));
  const unfinished = `${channel.genesis}.new`;
  const args = ['-profile', profileName, '-channelID', topology.channel, '-outputBlock', unfinished];
  try {
    await run(configtxgen, [...args, '-configPath', channel.folder], {
      env: { ...process.env, FABRIC_CFG_PATH: channel.folder },
    });
  } catch (error) {
    throw new NetworkError(
      'CHANNEL_FAILED',
      `configtxgen refused ${channel.configtx}: ${lastLine(error)}`,
      { file: channel.configtx },
      error,
    );
  }
  await writeOrigin(topology, folder);
  await rename(unfinished, channel.genesis);
}
