import type { Ledger } from '@jangbu/client';
import { Command } from 'commander';
import { withLedger } from '../consortium/connections';
import { deskRole } from '../consortium/members';
import { openNetworkContext, withNetworkOptions, type NetworkOptions } from '../consortium/network-context';
import { UsageError } from '../input/usage-error';

export type MemberOptions = NetworkOptions & { readonly as: string; readonly json?: boolean };
export type PairOptions = MemberOptions & { readonly with: string; readonly date?: string };

/** A command that a member's trader gives. */
export function memberCommand(name: string, description: string): Command {
  return withNetworkOptions(new Command(name))
    .description(description)
    .requiredOption('--as <member>', 'the member for which you act (its trader identity is used)')
    .option('--json', 'as JSON');
}

/** A command about what a member and another firm have traded on one date. */
export function pairCommand(name: string, description: string): Command {
  return memberCommand(name, description)
    .requiredOption('--with <member>', 'the other firm')
    .option('--date <date>', 'the trade date, YYYY-MM-DD (default: the business day)');
}

/** Works as the member's trader. */
export async function asTrader<T>(options: MemberOptions, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  return withLedger(await openNetworkContext(options), options.as, 'trader', work);
}

/** As the member's trader, the supervisor's operator: for what the supervisor does or sees as well. */
export async function asDesk<T>(options: MemberOptions, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  const context = await openNetworkContext(options);
  return withLedger(context, options.as, deskRole(context.consortium, options.as), work);
}

/** The trade date asked for, or the business day in force. */
export async function tradeDateOf(ledger: Ledger, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const day = await ledger.days.current();
  if (!day) throw new UsageError('no business day has been opened; name the trade date by --date');
  return day.date;
}

/** Works as the member's trader on what it has traded with the other firm. */
export async function asTraderOfPair<T>(
  options: PairOptions,
  work: (ledger: Ledger, pair: { counterparty: string; tradeDate: string }) => Promise<T>,
): Promise<T> {
  return asTrader(options, async (ledger) =>
    work(ledger, { counterparty: options.with, tradeDate: await tradeDateOf(ledger, options.date) }),
  );
}
