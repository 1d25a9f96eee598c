import { Command } from 'commander';
import { auditCommand } from './commands/audit';
import { calendarCommand } from './commands/calendar';
import { chaincodeCommand } from './commands/chaincode';
import { channelCommand } from './commands/channel';
import { completionCommand } from './commands/completion';
import { contextCommand } from './commands/context';
import { credentialsCommand } from './commands/credentials';
import { dayCommand } from './commands/day';
import { fabricCommand } from './commands/fabric';
import { foundingCommand } from './commands/founding';
import { holdingsCommand } from './commands/holdings';
import { memberOwnCommand } from './commands/member';
import { networkCommand } from './commands/network';
import { nodeCommand } from './commands/node';
import { proposalsCommand } from './commands/proposals';
import { reportCommand } from './commands/report';
import { schemaCommand } from './commands/schema';
import { settlementCommand } from './commands/settlement';
import { storeCommand } from './commands/store';
import { supervisionCommand } from './commands/supervision';
import { tradesCommand } from './commands/trades';
import { languageOf, type Language } from './language/language';
import { withNote } from './language/notes';
import { translated } from './language/translate';
import { version } from './version';

/**
 * The command line: one file a command under commands/.
 *
 * @param language of its help; by the environment unless given
 */
export function program(language: Language = languageOf(process.env)): Command {
  return translated(commands(), language);
}

/** What is typed first, by who you are. */
const FIRST_STEPS = [
  'First steps, on a machine of your own with all members on it:',
  '  jangbu network up         bring the network up, founded by its members',
  '  jangbu network status     see the members and how far their peers are',
  '  jangbu day next           open the first business day',
  '  jangbu trades submit FILE --as nh',
  "                            record a firm's trades",
  '  jangbu network down       stop everything; --purge forgets the ledger, too',
];

function commands(): Command {
  return withNote(
    new Command('jangbu')
      .description('The shared ledger of the Korean securities industry: its network, its contracts, its day')
      // So that an option after a subcommand is that one's: `approve --version` is not this one.
      .enablePositionalOptions()
      .version(version, '-v, --version', 'print the version')
      .helpOption('-h, --help', 'explain a command')
      .commandsGroup('Business on the ledger:')
      .addCommand(dayCommand())
      .addCommand(tradesCommand())
      .addCommand(holdingsCommand())
      .addCommand(settlementCommand())
      .addCommand(credentialsCommand())
      .addCommand(reportCommand())
      .addCommand(auditCommand())
      .addCommand(supervisionCommand())
      .addCommand(storeCommand())
      .commandsGroup('What members decide together:')
      .addCommand(foundingCommand())
      .addCommand(proposalsCommand())
      .addCommand(calendarCommand())
      .addCommand(chaincodeCommand())
      .commandsGroup("A member's own nodes:")
      .addCommand(memberOwnCommand())
      .addCommand(nodeCommand())
      .addCommand(channelCommand())
      .addCommand(fabricCommand())
      .commandsGroup('All members on one machine, for development:')
      .addCommand(networkCommand())
      .commandsGroup('The command line itself:')
      .addCommand(contextCommand())
      .addCommand(schemaCommand())
      .addCommand(completionCommand()),
    ...FIRST_STEPS,
  );
}
