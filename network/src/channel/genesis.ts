import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

import { NetworkError } from '../errors/network-error';
import { writeWhole } from '../files/whole-file';
import { nodeEnvironment } from '../processes/node-environment';
import type { FabricPrograms } from '../programs';
import { canonicalBlock } from './canonical-block';
import type { ChannelPlan } from './channel-plan';
import { configtxText, profileName } from './configtx';

const run = promisify(execFile);

function lastLine(error: unknown): string {
  const told = typeof error === 'object' && error !== null && 'stderr' in error ? error.stderr : error;
  const stderr = String(told);
  // configtxgen ends by a panic whose stack trace follows the one line that says what is wrong.
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /panic|error|fatal/i.test(line)) ?? lines.at(-1) ?? 'no output';
}

/** From when on all consenters' certificates are valid: a time that everybody reads from the same plan. */
async function timeOf({ consenters }: ChannelPlan): Promise<Date> {
  const files = consenters.flatMap(({ identity, tlsCertificate }) => [identity, tlsCertificate]);
  const begins = await Promise.all(
    files.map(async (file) => Date.parse(new X509Certificate(await readFile(file)).validFrom)),
  );
  return new Date(Math.max(0, ...begins));
}

/**
 * Makes a channel's genesis block by configtxgen: the same bytes from the same plan, whenever and wherever.
 *
 * @param configtx where to write the channel's configuration as text, `…/configtx.yaml`; its folder is made
 * @param block where to write the block, whole or not at all
 * @throws NetworkError `CHANNEL_FAILED` when configtxgen refuses the configuration
 */
export async function writeGenesisBlock(
  plan: ChannelPlan,
  programs: FabricPrograms,
  { configtx, block }: { readonly configtx: string; readonly block: string },
): Promise<void> {
  const folder = dirname(configtx);
  const raw = `${configtx}.block`;
  await mkdir(folder, { recursive: true });
  await writeFile(configtx, configtxText(plan));
  const args = ['-profile', profileName, '-channelID', plan.channel, '-outputBlock', raw];
  try {
    await run(programs.path('configtxgen'), [...args, '-configPath', folder], {
      env: nodeEnvironment({ FABRIC_CFG_PATH: folder }),
    });
  } catch (error) {
    throw new NetworkError(
      'CHANNEL_FAILED',
      `configtxgen refused ${configtx}: ${lastLine(error)}`,
      { file: configtx },
      error,
    );
  }
  await writeWhole(block, canonicalBlock(await readFile(raw), await timeOf(plan)));
  await rm(raw);
}
