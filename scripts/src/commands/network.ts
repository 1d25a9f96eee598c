import { advice, type LedgerNodeStatus } from '@jangbu/network';
import type { NetworkStatus } from '@jangbu/network/devnet';
import { Command } from 'commander';
import colours from 'picocolors';
import { bringUp, openNetworkOf, takeDown } from '../bring-up';
import { cancelledBySignals } from '../cancel';
import { openPlace, withPlace, type PlaceOptions } from '../place';
import { withProgress } from '../terminal/progress';
import { table } from '../terminal/table';

async function up(options: PlaceOptions): Promise<void> {
  const place = await openPlace(options);
  for (const line of advice(place.consortium)) process.stderr.write(`${colours.yellow('note:')} ${line}\n`);
  await cancelledBySignals((signal) => withProgress((progress) => bringUp(place, progress, signal)));
  process.stdout.write(
    `${place.consortium.members.length} members are up on channel ${place.consortium.channel}\n`,
  );
}

async function down(options: PlaceOptions & { purge?: boolean }): Promise<void> {
  const place = await openPlace(options);
  const stopped = await withProgress((progress) =>
    takeDown(place, progress, { purge: options.purge ?? false }),
  );
  const rest = options.purge ? `; ${place.stateDir} is removed` : '; the ledger is kept';
  process.stdout.write(`${stopped} processes stopped${rest}\n`);
}

function stateOf({ running, lag }: LedgerNodeStatus): string {
  if (!running) return colours.red('down');
  if (lag === undefined) return colours.yellow('no answer');
  return lag === 0 ? colours.green('ok') : colours.yellow(`${lag} behind`);
}

function describe(status: NetworkStatus): string {
  const rows = status.members.flatMap((member) =>
    [...member.peers, ...member.orderers].map((node, i) => [
      i === 0 ? member.id : '',
      i === 0 ? `${member.name.ko} ${member.name.en}` : '',
      node.name,
      node.address,
      stateOf(node),
      node.height === undefined ? '' : String(node.height),
      node.memoryMB === undefined ? '' : `${node.memoryMB} MB`,
    ]),
  );
  const { chaincode } = status;
  return [
    table(
      [
        { title: 'member' },
        { title: 'name' },
        { title: 'node' },
        { title: 'address' },
        { title: 'state' },
        { title: 'height', align: 'right' },
        { title: 'memory', align: 'right' },
      ],
      rows,
    ),
    '',
    `chaincode ${chaincode.packageId ?? 'not deployed'}: ${chaincode.running ? 'running' : 'down'} at ${chaincode.address}`,
    `channel ${status.channel}: ${status.height} blocks; ${status.running === 'none' ? 'nothing runs' : `${status.memoryMB} MB in all`}`,
  ].join('\n');
}

async function showStatus(options: PlaceOptions & { json?: boolean }): Promise<void> {
  const place = await openPlace(options);
  const status = await openNetworkOf(place, () => undefined).status();
  process.stdout.write(`${options.json ? JSON.stringify(status, null, 2) : describe(status)}\n`);
  if (status.running !== 'all') process.exitCode = 1;
}

async function logs(
  node: string,
  options: PlaceOptions & { lines: string; follow?: boolean },
): Promise<void> {
  const place = await openPlace(options);
  const network = openNetworkOf(place, () => undefined);
  await cancelledBySignals(async (signal) => {
    const request = { node, lines: Number(options.lines), follow: options.follow ?? false, signal };
    for await (const text of network.logs(request)) process.stdout.write(text);
  });
}

/** `jangbu network`: the consortium's network on this machine. */
export function networkCommand(): Command {
  const command = new Command('network').description("the consortium's network on this machine");
  withPlace(
    command.command('up').description('bring it up, with the ledger that it has; mends what is down'),
  ).action(up);
  withPlace(command.command('down').description('stop everything that `up` started'))
    .option('--purge', 'remove the ledger, the keys and the logs, too')
    .action(down);
  withPlace(
    command.command('status').description('members, heights, lag, memory; exit 1 unless everything runs'),
  )
    .option('--json', 'as JSON')
    .action(showStatus);
  withPlace(
    command.command('logs').description("a node's log").argument('<node>', "a node's name, or a member's id"),
  )
    .option('-n, --lines <count>', 'so many of the last lines', '100')
    .option('-f, --follow', 'go on with what is written from now on')
    .action(logs);
  return command;
}
