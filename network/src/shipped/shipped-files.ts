import { join } from 'node:path';

/** This package's own folder. */
const packageFolder = join(__dirname, '..', '..', '..');

/**
 * The files besides its code that this package reads at run time. No other file here looks for anything relative
 * to itself, so that a test can compare this list with what the published package holds.
 */
export const shippedFiles = {
  /** KOFIA and the 21 firms. */
  consortium: join(packageFolder, 'consortium.yaml'),
  /** Three members, for laptops and tests. */
  smallConsortium: join(packageFolder, 'consortium.small.yaml'),
  /** The Go module that pins every byte of Fabric's programs as they are built here. */
  fabricModule: join(packageFolder, 'fabric'),
  /** The external builder's scripts, which a peer calls. */
  builderScripts: join(packageFolder, 'builder', 'bin'),
} as const;
