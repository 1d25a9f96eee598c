import { Command } from 'commander';
import { allowPartialCommand } from './allow-partial';
import { cancelInstructionCommand } from './cancel';
import { claimCommand } from './claim';
import { divideCommand } from './divide';
import { failCommand } from './fail';
import { instructCommand } from './instruct';
import { listInstructionsCommand } from './list';
import { releaseCommand } from './release';
import { reserveCommand } from './reserve';
import { settleCommand } from './settle';
import { termsCommand } from './terms';

/** `jangbu settlement`: delivery against payment, from instruction to settlement. */
export function settlementCommand(): Command {
  return new Command('settlement')
    .description('delivery against payment: instruct, reserve, settle, claim, divide, cancel, record fails')
    .addCommand(listInstructionsCommand())
    .addCommand(termsCommand())
    .addCommand(instructCommand())
    .addCommand(reserveCommand())
    .addCommand(settleCommand())
    .addCommand(claimCommand())
    .addCommand(releaseCommand())
    .addCommand(cancelInstructionCommand())
    .addCommand(allowPartialCommand())
    .addCommand(divideCommand())
    .addCommand(failCommand());
}
