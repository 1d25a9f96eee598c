import type { NodeCommand } from '../../processes/node-process';
import type { MemberFolder } from '../member-folder';
import type { OwnNode } from '../own-nodes';
import type { UnitFile } from './unit-file';

/** A value in a unit file: quoted, and its percent signs doubled (systemd.syntax(7), systemd.unit(5)). */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
}

/** What a service may reach of the machine: its own folder, the network, nothing else. systemd.exec(5) has each. */
const hardening = [
  'NoNewPrivileges=yes',
  'CapabilityBoundingSet=',
  'AmbientCapabilities=',
  'ProtectSystem=strict',
  'ProtectHome=read-only',
  'PrivateTmp=yes',
  'ProtectProc=invisible',
  'ProtectClock=yes',
  'ProtectHostname=yes',
  'ProtectControlGroups=yes',
  'ProtectKernelLogs=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelTunables=yes',
  'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX',
  'RestrictNamespaces=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'LockPersonality=yes',
  'SystemCallArchitectures=native',
  'UMask=0077',
];

function serviceLines(folder: MemberFolder, command: NodeCommand, user: string): readonly string[] {
  const { environment, program, args } = command;
  const own = folder.node(command.node);
  return [
    'Type=exec',
    `User=${user}`,
    `WorkingDirectory=${own.folder.replaceAll('%', '%%')}`,
    ...Object.entries(environment).map(([name, value]) => `Environment=${quoted(`${name}=${value}`)}`),
    // The PIN of a token: NAME=VALUE in a file that root alone may read.
    ...(folder.entry.hsm === undefined
      ? ['PrivateDevices=yes']
      : [`EnvironmentFile=/etc/jangbu/${command.node}.env`]),
    `ExecStart=${[program, ...args].map(quoted).join(' ')}`,
    'Restart=on-failure',
    'RestartSec=5',
    'TimeoutStopSec=60',
    'LimitNOFILE=65536',
    ...hardening,
    `ReadWritePaths=${quoted(own.folder)}`,
    // A node never needs what issues certificates.
    `InaccessiblePaths=-${quoted(`${folder.root}/ca`)} -${quoted(`${folder.root}/tlsca`)}`,
  ];
}

/**
 * A node as a service of systemd.
 *
 * @param user the system user that it runs as; the folder's owner
 */
export function systemdUnit(
  folder: MemberFolder,
  node: OwnNode,
  command: NodeCommand,
  user: string,
): UnitFile {
  const kind = node.kind === 'peer' ? 'peer' : 'consenter';
  const text = [
    '[Unit]',
    `Description=Jangbu ${kind} ${node.name} of ${folder.owner.id}`,
    'Wants=network-online.target',
    'After=network-online.target',
    // A node that cannot start says so in the journal instead of trying for ever.
    'StartLimitIntervalSec=300',
    'StartLimitBurst=10',
    '',
    '[Service]',
    ...serviceLines(folder, command, user),
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
  return { name: `jangbu-${node.name}.service`, text };
}
