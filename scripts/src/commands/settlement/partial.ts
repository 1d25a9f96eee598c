import type { Command } from 'commander';
import { asDesk, asTrader, withFirm, type AsOptions } from '../member-options';
import { json } from '../trades/results';
import { nameOf, quantityOf, textOf } from './instruction-name';

async function allowPartial(
  name: string,
  { minimum, ...options }: AsOptions & { minimum: string },
): Promise<void> {
  await asTrader(options, (ledger) => ledger.settlement.allowPartial(nameOf(name), quantityOf(minimum)));
  process.stdout.write(
    `${options.as} allows a part of at least ${minimum}; it can be divided once both firms do\n`,
  );
}

async function divide(name: string, quantity: string, options: AsOptions): Promise<void> {
  const divided = await asDesk(options, (ledger) =>
    ledger.settlement.divide(nameOf(name), quantityOf(quantity)),
  );
  if (options.json) process.stdout.write(json(divided));
  else process.stdout.write(`part ${textOf(divided.part)}\nrest ${textOf(divided.rest)}\n`);
}

/** What settles a part of an instruction where the whole cannot. */
export function addPartialCommands(command: Command): void {
  withFirm(
    command
      .command('allow-partial')
      .description('allow an instruction to be divided, so that a part can settle; it stands for good')
      .argument('<instruction>', 'MEMBER/ID')
      .requiredOption('--minimum <quantity>', 'so much of the security at least has to settle at once'),
  ).action(allowPartial);
  withFirm(
    command
      .command('divide')
      .description('put a part and a rest in the place of an instruction, where both firms allow it')
      .argument('<instruction>', 'MEMBER/ID')
      .argument('<quantity>', "of the security in the part, in the security's smallest unit"),
  ).action(divide);
}
