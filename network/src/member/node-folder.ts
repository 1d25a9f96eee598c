import { join } from 'node:path';

/** The files of one node: configuration, data, log, and which process runs it. */
export interface NodeFolder {
  readonly folder: string;
  readonly pidFile: string;
  readonly data: string;
  /** A peer's configuration. */
  readonly core: string;
  /** A consenter's configuration. */
  readonly orderer: string;
  /** What the node says; older ones have `.1` … appended. */
  readonly log: string;
}

/** Where the nodes of one host stand. */
export interface NodeFolders {
  /** The folder of all. */
  readonly nodes: string;
  node(name: string): NodeFolder;
}

/**
 * Where the files of nodes stand below a folder. Says only where; makes nothing.
 *
 * @param root absolute path
 */
export function nodeFolders(root: string): NodeFolders {
  const nodes = join(root, 'nodes');
  return {
    nodes,
    node: (name) => {
      const folder = join(nodes, name);
      return {
        folder,
        pidFile: join(folder, 'pid.json'),
        data: join(folder, 'data'),
        core: join(folder, 'core.yaml'),
        orderer: join(folder, 'orderer.yaml'),
        log: join(root, 'logs', `${name}.log`),
      };
    },
  };
}
