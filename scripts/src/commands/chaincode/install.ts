import { installContracts, readPackage } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { withLedgerOptions } from '../../consortium/ledger-options';
import { tell } from '../../terminal/output';
import { withOwnContracts, type PeerOptions } from './own-contracts';

const Output = Type.Object({
  packageId: Type.String(),
  peers: Type.Array(Type.Object({ peer: Type.String(), installedNow: Type.Boolean() })),
});

async function install(file: string, options: PeerOptions): Promise<void> {
  const chaincode = await readPackage(file);
  const peers = await withOwnContracts(options, (own) => installContracts(own, chaincode));
  tell<typeof Output>(
    options,
    { packageId: chaincode.id, peers },
    [
      `package ${chaincode.id}`,
      ...peers.map(({ peer, installedNow }) => `${peer}: ${installedNow ? 'installed' : 'has it already'}`),
    ].join('\n'),
  );
}

/** `jangbu chaincode install`. */
export function installChaincodeCommand(): Command {
  return withLedgerOptions(new Command('install'), Output)
    .description("install a package on the member's own peers")
    .argument('<package>', 'the tar.gz that `jangbu chaincode package` wrote')
    .option('--peer <name>', 'on this one of the own peers only')
    .action(install);
}
