import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import type { NetworkContext } from '../devnet/context';
import { NetworkError } from '../errors/network-error';
import { configtxText, profileName } from './configtx';
import { writeOrigin } from '../devnet/origin';

const run = promisify(execFile);

function lastLine(error: unknown): string {
  const told = typeof error === 'object' && error !== null && 'stderr' in error ? error.stderr : error;
  const stderr = String(told);
  // configtxgen ends by a panic whose stack trace follows the one line that says what is wrong.
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /panic|error|fatal/i.test(line)) ?? lines.at(-1) ?? 'no output';
}

/**
 * Makes the channel's genesis block, once: a network keeps the one that it started with.
 *
 * @throws NetworkError `CHANNEL_FAILED` when configtxgen refuses the configuration
 */
export async function ensureGenesis(context: NetworkContext): Promise<void> {
  const { topology, folder, programs } = context;
  const { channel } = folder;
  if (existsSync(channel.genesis)) return;
  await mkdir(channel.folder, { recursive: true });
  await writeFile(channel.configtx, configtxText(topology, folder.root));
  const unfinished = `${channel.genesis}.new`;
  const args = ['-profile', profileName, '-channelID', topology.channel, '-outputBlock', unfinished];
  try {
    await run(programs.path('configtxgen'), [...args, '-configPath', channel.folder], {
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
  await writeOrigin(context);
  await rename(unfinished, channel.genesis);
}
