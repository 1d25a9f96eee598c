import type { Command } from 'commander';
import { readAccountKind } from '../../input/choices';
import { positiveAmountOf } from '../../input/whole-numbers';
import { Moved } from '../../outputs/holdings';
import { news, tell } from '../../terminal/output';
import { grouped } from '../../terminal/table';
import { asSupervisor, memberCommand, type MemberOptions } from '../member-options';
import { sameDeposit } from './pending-movements';

async function deposit(
  owner: string,
  instrument: string,
  given: string,
  options: MemberOptions & { account: string; id?: string },
): Promise<void> {
  const accountKind = readAccountKind(options.account);
  const lot = { instrument, amount: positiveAmountOf(given), accountKind };
  const moved = await asSupervisor(options, async (ledger, _own, documents) => {
    const inDoubt = options.id ?? (await sameDeposit(documents, { owner, ...lot }));
    if (inDoubt !== undefined && options.id === undefined)
      news(`the same deposit was sent before, and is in doubt: it is sent again as ${inDoubt}`);
    return ledger.holdings.deposit(owner, [lot], { movementId: inDoubt });
  });
  tell<typeof Moved>(
    options,
    moved,
    `${owner} holds ${grouped(lot.amount)} ${instrument} more (${lot.accountKind})`,
  );
}

/** `jangbu holdings deposit`. */
export function depositCommand(): Command {
  return memberCommand(
    'deposit',
    'issue a lot to a firm against what is in custody for it (as the custodian; unnamed, the supervisor)',
    Moved,
  )
    .argument('<owner>', 'the member that owns it')
    .argument('<instrument>', 'an ISIN, or KRW for the settlement won')
    .argument('<amount>', "in the instrument's smallest unit")
    .option('--account <kind>', 'HOUSE or CLIENT', 'HOUSE')
    .option('--id <id>', 'an id for the deposit: the same call under it is the same deposit')
    .action(deposit);
}
