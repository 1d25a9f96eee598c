import { knownNetworks, type KnownNetwork } from '@jangbu/network/devnet';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';
import { table, type Column } from '../../terminal/table';

/** So many ports a network takes from its first. */
const PORTS = 302;

const COLUMNS: readonly Column[] = [
  { title: 'state folder' },
  { title: 'nodes', align: 'right' },
  { title: 'ports' },
  { title: 'channel' },
  { title: 'consortium file' },
];

const Count = Type.Integer({ minimum: 0 });

const Output = Type.Object({
  networks: Type.Array(
    Type.Object({
      stateDir: Type.String(),
      consortiumFile: Type.Optional(Type.String()),
      channel: Type.Optional(Type.String()),
      members: Type.Optional(Count),
      portBase: Type.Optional(Count),
      nodes: Count,
      running: Count,
    }),
  ),
});

function row({ stateDir, nodes, running, portBase, channel, consortiumFile }: KnownNetwork): string[] {
  const ports = portBase === undefined ? '' : `${portBase}–${portBase + PORTS - 1}`;
  const up = running === 0 ? 'down' : running === nodes ? `${nodes} up` : `${running} of ${nodes}`;
  return [stateDir, up, ports, channel ?? '', consortiumFile ?? ''];
}

async function list(options: { json?: boolean }): Promise<void> {
  const networks = await knownNetworks();
  tell<typeof Output>(options, { networks }, () =>
    networks.length === 0 ? 'no network is known on this machine' : table(COLUMNS, networks.map(row)),
  );
}

/** `jangbu network list`. */
export function networkListCommand(): Command {
  return new Command('list')
    .description(
      'the networks on this machine, from whichever clone: where they are, on which ports, what runs',
    )
    .addOption(new JsonOption(Output))
    .action(list);
}
