import type { FirmTerms } from '@jangbu/client/interfirm';
import { Type } from '@sinclair/typebox';
import { Option, type Command } from 'commander';
import { tell } from '../../terminal/output';
import { asTraderWith, firmCommand, type FirmOptions } from '../member-options';

type TermsOptions = FirmOptions & { readonly gross?: true; readonly net?: true };

const Said = Type.Object({ gross: Type.Boolean() });
const Output = Type.Object({ own: Said, theirs: Said });

function inWords({ gross }: FirmTerms): string {
  return gross ? 'allows single trades to be instructed' : 'wants net settlement';
}

async function showOrSet({ gross, net, ...options }: TermsOptions): Promise<void> {
  const { memberId, own, theirs } = await asTraderWith(options, async (ledger, by) => {
    if (gross ?? net) await ledger.settlement.setTerms(options.with, { gross: gross === true });
    const standing = await ledger.settlement.terms(options.with);
    return { ...standing, memberId: by.memberId };
  });
  const settles = own.gross && theirs.gross ? 'net, or gross where a firm asks for it' : 'net';
  tell<typeof Output>(options, { own, theirs }, () =>
    [
      `${memberId} ${inWords(own)}; ${options.with} ${inWords(theirs)}`,
      `what they owe each other settles ${settles}`,
    ].join('\n'),
  );
}

/** `jangbu settlement terms`. */
export function termsCommand(): Command {
  return firmCommand('terms', 'show, give or take back the word that lets the pair settle gross', Output)
    .addOption(
      new Option(
        '--gross',
        'allow trades to be instructed one by one, where the other firm does, too',
      ).conflicts('net'),
    )
    .option('--net', 'take that back: what has been instructed stands')
    .action(showOrSet);
}
