import type { Command } from 'commander';
import { positionsTable } from '../holdings/positions-table';
import { inquire, inquiryCommand, type InquiryOptions } from './inquire';

async function readHoldings(member: string, options: InquiryOptions): Promise<void> {
  await inquire(
    options,
    () => Promise.resolve({ kind: 'HOLDINGS', member }),
    (inquiry) => inquiry.holdings(member),
    ({ positions }) => positionsTable(member, positions),
  );
}

/** `jangbu audit holdings`. */
export function auditHoldingsCommand(): Command {
  return inquiryCommand('holdings', "what a firm holds (as the supervisor's auditor)")
    .argument('<firm>')
    .action(readHoldings);
}
