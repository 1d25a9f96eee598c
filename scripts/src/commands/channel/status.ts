import { MspId, oneOf } from '@jangbu/model';
import { channelStatus, type ChannelStatusReport, type Seen } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import colours from 'picocolors';
import { OwnNodeStatus } from '../../outputs/network';
import { tell } from '../../terminal/output';
import { table, type Column } from '../../terminal/table';
import { openOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';
import { nodeTable } from '../node-table';

const place = {
  mspId: MspId,
  own: Type.Boolean(),
  state: oneOf('answers', 'unreachable', 'not seen', 'not asked'),
  height: Type.Optional(Type.Integer({ minimum: 0 })),
};

const Output = Type.Object({
  channel: Type.String(),
  source: oneOf('own peer', 'genesis block'),
  own: Type.Array(OwnNodeStatus),
  peers: Type.Array(Type.Object({ ...place, address: Type.Optional(Type.String()) })),
  consenters: Type.Array(Type.Object({ ...place, address: Type.String() })),
});

const COLUMNS: readonly Column[] = [
  { title: 'member' },
  { title: 'node' },
  { title: 'address' },
  { title: 'state' },
  { title: 'height', align: 'right' },
];

const colourOf: Readonly<Record<Seen, (text: string) => string>> = {
  answers: colours.green,
  unreachable: colours.red,
  'not seen': colours.yellow,
  'not asked': colours.dim,
};

function row(kind: string, mspId: string, state: Seen, address = '', height?: number): string[] {
  return [mspId, kind, address, colourOf[state](state), height === undefined ? '' : String(height)];
}

function describe({ channel, source, own, peers, consenters }: ChannelStatusReport): string {
  const rows = [
    ...peers.map((each) => row('peer', each.mspId, each.state, each.address, each.height)),
    ...consenters.map((each) => row('consenter', each.mspId, each.state, each.address, each.height)),
  ];
  const from =
    source === 'own peer' ? 'as an own peer has it' : 'as its first block has it: no own peer is on it';
  return [`channel ${channel}, ${from}`, '', nodeTable(own), '', table(COLUMNS, rows)].join('\n');
}

async function status(options: FolderOptions): Promise<void> {
  const report = await channelStatus(await openOwnFolder(options));
  tell<typeof Output>(options, report, () => describe(report));
}

/** `jangbu channel status`. */
export function channelStatusCommand(): Command {
  return withFolderOptions(new Command('status'), Output)
    .description(
      "own nodes, the others' peers as own gossip has them, the consenters; needs nobody else's key",
    )
    .action(status);
}
