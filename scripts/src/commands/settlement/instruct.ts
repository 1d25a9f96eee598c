import { InstructionName } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { countOf } from '../../input/whole-numbers';
import { tell } from '../../terminal/output';
import { grouped } from '../../terminal/table';
import { asTraderOfPair, pairCommand, type PairOptions } from '../member-options';

const Output = Type.Array(InstructionName);

async function instruct(options: PairOptions & { gross?: number }): Promise<void> {
  const made = await asTraderOfPair(options, (ledger, pair) =>
    options.gross === undefined
      ? ledger.settlement.instructNet(pair)
      : ledger.settlement.instructGross(pair, options.gross),
  );
  tell<typeof Output>(options, made, `${grouped(made.length)} instructions made`);
}

/** `jangbu settlement instruct`. */
export function instructCommand(): Command {
  return pairCommand('instruct', 'make instructions out of what the pair has matched', Output)
    .option('--gross <match>', 'one for each trade of this match, instead of netting', countOf)
    .action(instruct);
}
