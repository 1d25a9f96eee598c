import { Command } from 'commander';
import { dayReportCommands } from './day-reports';
import { reconcileCommand } from './reconcile';

/** `jangbu report`: what operations staff look at when a business day ends. */
export function reportCommand(): Command {
  const command = new Command('report').description('reports of a business day, as tables, CSV or JSON');
  for (const each of dayReportCommands()) command.addCommand(each);
  return command.addCommand(reconcileCommand());
}
