import type { ReservationResult, SettlementInstruction } from '@jangbu/client/interfirm';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { ReservationResult as Result } from '../../outputs/settlement';
import { grouped } from '../../terminal/table';
import { finishMovements } from '../holdings/pending-movements';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { chosenInstructions } from './chosen-instructions';
import { tellEach } from './told-results';

const Output = Type.Array(Result);

function lackOf(result: ReservationResult): string {
  if (result.status === 'FAILED') return result.error.message;
  if (result.status === 'RESERVED') return '';
  const amounts = result.short.map(({ amount, instrument }) => `${grouped(amount)} ${instrument}`);
  return `too little is free of ${amounts.join(' and ')}`;
}

async function reserve(names: readonly string[], options: MemberOptions): Promise<void> {
  const results = await asTrader(options, async (ledger, { memberId }) => {
    await finishMovements(ledger);
    const owes = ({ legs }: SettlementInstruction): boolean =>
      legs.some((leg) => leg.from === memberId && !leg.reserved);
    return ledger.settlement.reserveAll(await chosenInstructions(ledger, names, owes));
  });
  tellEach<typeof Result, ReservationResult>(results, options, {
    done: 'RESERVED',
    why: lackOf,
    says: (count) => `lots reserved for ${count} instructions`,
  });
}

/** `jangbu settlement reserve`. */
export function reserveCommand(): Command {
  return memberCommand('reserve', "set the firm's lots aside (default: for all that it owes)", Output)
    .argument('[instruction...]', 'MEMBER/ID')
    .action(reserve);
}
