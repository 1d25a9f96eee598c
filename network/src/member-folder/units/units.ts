import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { placeBuilder } from '../../member/external-builder';
import type { FabricPrograms } from '../../programs';
import type { MemberFolder } from '../member-folder';
import { nodeCommandWithoutPin } from '../own-node-settings';
import { ownNodes } from '../own-nodes';
import { composeFile } from './compose';
import { requireService } from './images';
import { kubernetesManifests } from './kubernetes';
import { systemdUnit } from './systemd';
import type { UnitFile } from './unit-file';

/** What starts the nodes. */
export const unitKinds = ['systemd', 'compose', 'kubernetes'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** How nodes are to be started by something else than this program. */
export interface UnitOptions {
  readonly kind: UnitKind;
  /** The folder for the files; made if need be. */
  readonly out: string;
  readonly programs: FabricPrograms;
  /** The system user that systemd starts them as. */
  readonly user: string;
  readonly names?: readonly string[] | undefined;
}

function unitsOf(folder: MemberFolder, { kind, programs, user, names }: UnitOptions): readonly UnitFile[] {
  const nodes = ownNodes(folder, names);
  switch (kind) {
    case 'systemd':
      return nodes.map((node) =>
        systemdUnit(folder, node, nodeCommandWithoutPin(folder, node, programs), user),
      );
    case 'compose': {
      requireService(folder);
      const commands = nodes.map((node) => ({
        node,
        command: nodeCommandWithoutPin(folder, node, programs),
      }));
      return [composeFile(folder, commands, programs.version)];
    }
    case 'kubernetes':
      requireService(folder);
      return kubernetesManifests(folder, nodes, programs.version);
  }
}

/**
 * Writes files by which something else than this program starts the member's own nodes, and the nodes' configurations.
 *
 * @returns the files' paths
 * @throws NetworkError `UNKNOWN_NODE`, `MEMBER_FOLDER_INVALID` where containers are to start contracts themselves
 */
export async function writeUnits(folder: MemberFolder, options: UnitOptions): Promise<readonly string[]> {
  await placeBuilder(folder.builder);
  const units = unitsOf(folder, options);
  await mkdir(options.out, { recursive: true });
  const files = units.map(({ name, text }) => ({ file: join(options.out, name), text }));
  for (const { file, text } of files) await writeFile(file, text);
  return files.map(({ file }) => file);
}
