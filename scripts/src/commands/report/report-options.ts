import { Type, type TSchema } from '@sinclair/typebox';
import { Option, type Command } from 'commander';
import { writeOut } from '../../input/written-file';
import { WrittenFile } from '../../outputs/outcomes';
import { render, type ReportFormat } from '../../reports/render';
import type { Sheet } from '../../reports/sheet';
import { json } from '../../terminal/output';
import { memberCommand, type MemberOptions } from '../member-options';

export type ReportOptions = MemberOptions & {
  readonly date?: string;
  readonly csv?: boolean;
  readonly out?: string;
};

export type Sheets = Readonly<Record<string, Sheet>>;

/** A command that makes a report. */
export function reportSubcommand(name: string, description: string, output: TSchema): Command {
  return memberCommand(name, description, Type.Union([output, WrittenFile]))
    .option('--date <date>', 'the business day, YYYY-MM-DD (default: the one in force)')
    .addOption(new Option('--csv', 'as CSV').conflicts('json'))
    .option('--out <file>', 'where it is written (default: standard output)');
}

/** A table, unless the options say otherwise. */
export function formatOf({ json: asJson, csv }: ReportOptions): ReportFormat {
  if (asJson) return 'json';
  return csv ? 'csv' : 'table';
}

/** Writes sheets as the options say. With --json and a file, standard output names the file. */
export async function writeSheets(sheets: Sheets, options: ReportOptions): Promise<void> {
  const text = render(sheets, formatOf(options));
  if (options.out === undefined) {
    process.stdout.write(text);
    return;
  }
  await writeOut(options.out, text);
  if (options.json) process.stdout.write(json({ file: options.out }));
}
