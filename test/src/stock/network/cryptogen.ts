import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { MACHINE, type StockLayout } from './layout';
import { runProgram } from './run-program';

/** What cryptogen is told: node OUs, one peer and two users an organisation. */
export function cryptoConfig({ organizations, ordering }: StockLayout): string {
  return stringify({
    OrdererOrgs: [
      {
        Name: 'Orderer',
        Domain: ordering.domain,
        EnableNodeOUs: true,
        Specs: ordering.orderers.map(({ host }) => ({ Hostname: host.split('.')[0], SANS: [MACHINE] })),
      },
    ],
    PeerOrgs: organizations.map(({ name, domain }) => ({
      Name: name,
      Domain: domain,
      EnableNodeOUs: true,
      Template: { Count: 1, SANS: [MACHINE] },
      Users: { Count: 1 },
    })),
  });
}

/** Makes all keys and certificates of a stock network by cryptogen. */
export async function generateKeys(layout: StockLayout, cryptogen: string): Promise<void> {
  const config = join(layout.root, 'crypto-config.yaml');
  await mkdir(layout.root, { recursive: true });
  await writeFile(config, cryptoConfig(layout));
  await runProgram(cryptogen, [
    'generate',
    `--config=${config}`,
    `--output=${join(layout.root, 'organizations')}`,
  ]);
}
