import type { Command } from 'commander';
import { endCopiesCommand } from './end-copies';

/** `jangbu credentials suspend`. */
export function suspendCommand(): Command {
  return endCopiesCommand('suspend', 'suspend copies of an own batch, up to 100', 'SUSPENDED');
}
