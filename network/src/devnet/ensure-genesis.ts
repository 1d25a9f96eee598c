import { existsSync } from 'node:fs';

import { writeGenesisBlock } from '../channel/genesis';
import { channelPlanOf } from './channel-plan';
import type { DevnetContext } from './devnet-context';
import { writeOrigin } from './origin';

/**
 * Makes the channel's genesis block, once: a network keeps the one that it started with.
 *
 * @throws NetworkError `CHANNEL_FAILED` when configtxgen refuses the configuration
 */
export async function ensureGenesis(context: DevnetContext): Promise<void> {
  const { topology, folder, programs } = context;
  const { configtx, genesis } = folder.channel;
  if (existsSync(genesis)) return;
  // First what it is made from: where there is a block, that can be compared.
  await writeOrigin(context);
  await writeGenesisBlock(channelPlanOf(topology, folder.root), programs, { configtx, block: genesis });
}
