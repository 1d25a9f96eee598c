import { Command } from 'commander';
import { auditCommand } from './commands/audit';
import { calendarCommand } from './commands/calendar';
import { chaincodeCommand } from './commands/chaincode';
import { credentialsCommand } from './commands/credentials';
import { dayCommand } from './commands/day';
import { fabricCommand } from './commands/fabric';
import { holdingsCommand } from './commands/holdings';
import { networkCommand } from './commands/network';
import { proposalsCommand } from './commands/proposals';
import { reportCommand } from './commands/report';
import { settlementCommand } from './commands/settlement';
import { startCommand } from '../../examples/trading-day/src/program';
import { storeCommand } from './commands/store';
import { tradesCommand } from './commands/trades';
import { version } from './version';

/** The command line: one file a command under commands/. */
export function program(): Command {
  return new Command('jangbu')
    .description('The shared ledger of the Korean securities industry: its network, its contracts, its day')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .showHelpAfterError('(add --help for what can be said here)')
    .addCommand(startCommand())
    .addCommand(networkCommand())
    .addCommand(chaincodeCommand())
    .addCommand(fabricCommand())
    .addCommand(dayCommand())
    .addCommand(calendarCommand())
    .addCommand(proposalsCommand())
    .addCommand(tradesCommand())
    .addCommand(holdingsCommand())
    .addCommand(settlementCommand())
    .addCommand(auditCommand())
    .addCommand(credentialsCommand())
    .addCommand(reportCommand())
    .addCommand(storeCommand())
    .addHelpText(
      'after',
      [
        '',
        'First steps:',
        '  jangbu start              bring the network up and trade a day on it',
        '  jangbu network status     see the members and how far their peers are',
        '  jangbu trades breaks --as nh --with daishin',
        '                            see on which trades two firms differ',
        '  jangbu network down       stop everything; --purge forgets the ledger, too',
      ].join('\n'),
    );
}
