import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { withNetworkOptions, type NetworkOptions } from '../../consortium/network-context';
import { render, reportFormats, type ReportFormat } from '../../reports/render';
import type { Sheet } from '../../reports/sheet';

export type ReportOptions = NetworkOptions & {
  readonly as: string;
  readonly date?: string;
  readonly format: ReportFormat;
  readonly output?: string;
};

export type Sheets = Readonly<Record<string, Sheet>>;

/** A command that makes a report. */
export function reportSubcommand(name: string, description: string): Command {
  return withNetworkOptions(new Command(name))
    .description(description)
    .requiredOption(
      '--as <member>',
      "the member whose report it is (its trader identity is used, the supervisor's operator)",
    )
    .option('--date <date>', 'the business day, YYYY-MM-DD (default: the one in force)')
    .addOption(new Option('--format <format>', 'how it is written').choices(reportFormats).default('table'))
    .option('--output <file>', 'where it is written (default: the terminal)');
}

/** Writes sheets as the options say. */
export async function writeSheets(sheets: Sheets, { format, output }: ReportOptions): Promise<void> {
  const text = render(sheets, format);
  if (output === undefined) process.stdout.write(text);
  else await writeFile(output, text);
}
