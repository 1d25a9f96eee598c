import { loadFoundingList } from '@jangbu/network';
import { Command } from 'commander';
import { say } from '../../terminal/output';
import { foundingFacts, foundingText } from './founding-text';

async function show(file: string, options: { json?: boolean }): Promise<void> {
  const list = await loadFoundingList(file);
  say(options.json ? JSON.stringify(foundingFacts(list)) : foundingText(list));
}

/** `jangbu founding show`. */
export function showFoundingCommand(): Command {
  return new Command('show')
    .description('a founding list in words, and the hash that members compare')
    .argument('<file>', 'the founding list, as `founding make` writes it')
    .option('--json', 'as JSON')
    .action(show);
}
