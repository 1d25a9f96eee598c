import type { ReservationResult, SettlementInstruction } from '@jangbu/client/interfirm';
import type { Command } from 'commander';
import { json, say } from '../../terminal/output';
import { grouped } from '../../terminal/table';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { chosenInstructions } from './chosen-instructions';
import { instructionText } from './instruction-name';

function lackOf(result: ReservationResult): string {
  if (result.status === 'FAILED') return result.error.message;
  if (result.status === 'RESERVED') return '';
  const amounts = result.short.map(({ amount, instrument }) => `${grouped(amount)} ${instrument}`);
  return `too little is free of ${amounts.join(' and ')}`;
}

async function reserve(names: readonly string[], options: MemberOptions): Promise<void> {
  const results = await asTrader(options, async (ledger) => {
    const owes = ({ legs }: SettlementInstruction): boolean =>
      legs.some((leg) => leg.from === options.as && !leg.reserved);
    return ledger.settlement.reserveAll(await chosenInstructions(ledger, names, owes));
  });
  if (options.json) process.stdout.write(json(results));
  const wrong = results.filter(({ status }) => status !== 'RESERVED');
  for (const each of wrong) process.stderr.write(`${instructionText(each)}: ${lackOf(each)}\n`);
  const reserved = results.length - wrong.length;
  if (!options.json) say(`lots reserved for ${grouped(reserved)} instructions`);
  if (wrong.length > 0) process.exitCode = 1;
}

/** `jangbu settlement reserve`. */
export function reserveCommand(): Command {
  return memberCommand('reserve', "set the firm's lots aside (default: for all that it owes)")
    .argument('[instruction...]', 'MEMBER/ID')
    .action(reserve);
}
