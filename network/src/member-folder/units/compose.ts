import { stringify } from 'yaml';

import type { NodeCommand } from '../../processes/node-process';
import type { MemberFolder } from '../member-folder';
import type { OwnNode } from '../own-nodes';
import { imageOf } from './images';
import type { UnitFile } from './unit-file';

function bind(path: string, writable: boolean): object {
  return { type: 'bind', source: path, target: path, read_only: !writable };
}

function serviceOf(folder: MemberFolder, node: OwnNode, command: NodeCommand, version: string): object {
  const { environment, args } = command;
  const files = folder.node(node.name);
  const identity =
    node.kind === 'peer' ? folder.layout.peer(node.index) : folder.layout.orderer(node.consenter);
  // The image has its own.
  const settings = Object.fromEntries(Object.entries(environment).filter(([name]) => name !== 'PATH'));
  return {
    image: imageOf(node.kind, version),
    container_name: node.name,
    command: [node.kind === 'peer' ? 'peer' : 'orderer', ...args],
    // The addresses of member.yaml are this host's.
    network_mode: 'host',
    user: '${JANGBU_USER:?the uid:gid of the owner of the folder}',
    environment: settings,
    ...(folder.entry.hsm === undefined ? {} : { env_file: [`/etc/jangbu/${node.name}.env`] }),
    working_dir: files.folder,
    volumes: [
      ...[...new Set([identity.folder, identity.msp.folder, identity.tls.folder])].map((path) =>
        bind(path, false),
      ),
      bind(files.folder, true),
      ...(node.kind === 'peer' ? [bind(folder.builder, false)] : []),
    ],
    read_only: true,
    tmpfs: ['/tmp'],
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    restart: 'on-failure',
    stop_grace_period: '60s',
  };
}

/** The member's nodes as containers of one host. */
export function composeFile(
  folder: MemberFolder,
  nodes: readonly { readonly node: OwnNode; readonly command: NodeCommand }[],
  version: string,
): UnitFile {
  const services = Object.fromEntries(
    nodes.map(({ node, command }) => [
      node.name.replaceAll('.', '-'),
      serviceOf(folder, node, command, version),
    ]),
  );
  const name = `jangbu-${folder.owner.id}`;
  return { name: 'compose.yaml', text: stringify({ name, services }, { lineWidth: 0 }) };
}
