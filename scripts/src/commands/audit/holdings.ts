import type { AuditedHoldings } from '@jangbu/client/interfirm';
import { Movement } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { OwnLot, Position } from '../../outputs/holdings';
import { positionsTable } from '../holdings/positions-table';
import { inquire, inquiryCommand, type InquiryOptions } from './inquire';

const Output = Type.Object({
  lots: Type.Array(OwnLot),
  positions: Type.Array(Position),
  movements: Type.Array(Movement),
});

async function readHoldings(member: string, options: InquiryOptions): Promise<void> {
  await inquire<typeof Output, AuditedHoldings>(
    options,
    () => Promise.resolve({ kind: 'HOLDINGS', member }),
    (inquiry) => inquiry.holdings(member),
    ({ positions }) => positionsTable(member, positions),
  );
}

/** `jangbu audit holdings`. */
export function auditHoldingsCommand(): Command {
  return inquiryCommand('holdings', "what a firm holds (as the supervisor's auditor)", Output)
    .argument('<firm>')
    .action(readHoldings);
}
