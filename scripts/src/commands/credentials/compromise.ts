import type { Ledger } from '@jangbu/client';
import { Option, type Command } from 'commander';
import { countOf } from '../../input/whole-numbers';
import type { MemberOptions } from '../member-options';
import { credentialCommand, inRole, sayRecorded } from './credential-options';

async function compromise(
  kid: string,
  options: MemberOptions & { readonly fromBlock: number },
): Promise<void> {
  const declare = (ledger: Ledger) => ledger.credentials.declareCompromised(kid, options.fromBlock);
  sayRecorded(await inRole(options, 'issuer', declare), options);
}

/** `jangbu credentials compromise`. */
export function compromiseKeyCommand(): Command {
  return credentialCommand('compromise', "declare that an own key is in a stranger's hands: final")
    .argument('<kid>')
    .addOption(
      new Option('--from-block <height>', 'the first block whose records do not count')
        .argParser(countOf)
        .makeOptionMandatory(),
    )
    .action(compromise);
}
