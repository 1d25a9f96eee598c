import type { Command } from 'commander';
import { endCopiesCommand } from './end-copies';

/** `jangbu credentials revoke`. */
export function revokeCommand(): Command {
  return endCopiesCommand('revoke', 'revoke copies of an own batch, up to 100: final', 'REVOKED');
}
