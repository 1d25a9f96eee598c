import { Command } from 'commander';
import { checkScopesCommand } from './check';
import { auditHoldingsCommand } from './holdings';
import { auditInstructionsCommand } from './instructions';
import { listInquiriesCommand } from './list';
import { auditTradesCommand } from './trades';

/** `jangbu audit`: what the supervisor reads of others, recorded before it is answered. */
export function auditCommand(): Command {
  return new Command('audit')
    .description("the supervisor's reads: recorded on the ledger before they are answered")
    .addCommand(auditTradesCommand())
    .addCommand(auditInstructionsCommand())
    .addCommand(auditHoldingsCommand())
    .addCommand(listInquiriesCommand())
    .addCommand(checkScopesCommand());
}
