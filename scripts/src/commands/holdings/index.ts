import { Command } from 'commander';
import { depositCommand } from './deposit';
import { lotsCommand } from './lots';
import { outstandingCommand } from './outstanding';
import { positionsCommand } from './positions';
import { resumeMovementsCommand } from './resume';

/** `jangbu holdings`: what a firm holds, and the custodian's deposits. */
export function holdingsCommand(): Command {
  return new Command('holdings')
    .description('what a firm holds: positions, lots, deposits')
    .addCommand(positionsCommand())
    .addCommand(lotsCommand())
    .addCommand(depositCommand())
    .addCommand(resumeMovementsCommand())
    .addCommand(outstandingCommand());
}
