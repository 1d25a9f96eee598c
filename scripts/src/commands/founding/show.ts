import { loadFoundingList } from '@jangbu/network';
import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { asReader, memberCommand, type MemberOptions } from '../member-options';
import { foundedFacts, FoundingFacts, foundedText, foundingFacts, foundingText } from './founding-text';

async function show(file: string | undefined, options: MemberOptions): Promise<void> {
  if (file !== undefined) {
    const list = await loadFoundingList(file);
    tell<typeof FoundingFacts>(options, foundingFacts(list), () => foundingText(list));
    return;
  }
  const { channel, members } = await asReader(options, async (ledger, own) => ({
    channel: own.profile.channel,
    members: await ledger.consortium.members(),
  }));
  tell<typeof FoundingFacts>(options, foundedFacts(channel, members), () => foundedText(channel, members));
}

/** `jangbu founding show`. */
export function showFoundingCommand(): Command {
  return memberCommand(
    'show',
    'a founding list in words, and the hash that members compare; without a file, how the ledger was founded',
    FoundingFacts,
  )
    .argument('[file]', 'the founding list, as `founding make` writes it')
    .action(show);
}
