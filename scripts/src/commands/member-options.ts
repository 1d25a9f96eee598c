import type { Ledger } from '@jangbu/client';
import { clientRoles, supervisorOf, type ClientRole } from '@jangbu/model';
import type { TSchema } from '@sinclair/typebox';
import { Command } from 'commander';
import { openLedgerContext, type LedgerContext } from '../consortium/ledger-context';
import { withLedgerOptions, type LedgerOptions } from '../consortium/ledger-options';
import type { MemberDocuments } from '../consortium/member-documents';
import { UsageError } from '../input/usage-error';

export type MemberOptions = LedgerOptions;
export type FirmOptions = MemberOptions & { readonly with: string };
export type PairOptions = FirmOptions & { readonly date?: string };

/** What a command does with the ledger, and for whom. */
export type LedgerWork<T> = (ledger: Ledger, own: LedgerContext, documents: MemberDocuments) => Promise<T>;

/**
 * A command that a member gives, or anybody of it.
 *
 * @param output what it prints with `--json`
 */
export function memberCommand(name: string, description: string, output: TSchema): Command {
  return withLedgerOptions(new Command(name), output).description(description);
}

/** A command about a member and another firm. */
export function firmCommand(name: string, description: string, output: TSchema): Command {
  return memberCommand(name, description, output).requiredOption('--with <member>', 'the other firm');
}

/** A command about what a member and another firm have traded on one date. */
export function pairCommand(name: string, description: string, output: TSchema): Command {
  return firmCommand(name, description, output).option(
    '--date <date>',
    'the trade date, YYYY-MM-DD (default: the business day)',
  );
}

/** Works under the member's identity for a role. */
export async function asRole<T>(options: MemberOptions, role: ClientRole, work: LedgerWork<T>): Promise<T> {
  const own = await openLedgerContext(options);
  return own.withLedger(role, (ledger, documents) => work(ledger, own, documents));
}

/** Works as the member's trader. */
export async function asTrader<T>(options: MemberOptions, work: LedgerWork<T>): Promise<T> {
  return asRole(options, 'trader', work);
}

/** As an operator; where nobody is named on a development network, as the supervisor's. */
export async function asSupervisor<T>(options: MemberOptions, work: LedgerWork<T>): Promise<T> {
  const own = await openLedgerContext(options, 'SUPERVISOR');
  return own.withLedger('operator', (ledger, documents) => work(ledger, own, documents));
}

/** The role under which a member reads what anyone may read: any of which it has an identity. */
export function readerRole(own: LedgerContext): ClientRole {
  return own.firstRole(['operator', ...clientRoles]);
}

/** As whoever the member has an identity of: for what anyone may read. Unnamed on a development network, as the supervisor. */
export async function asReader<T>(options: MemberOptions, work: LedgerWork<T>): Promise<T> {
  const own = await openLedgerContext(options, 'SUPERVISOR');
  return own.withLedger(readerRole(own), (ledger, documents) => work(ledger, own, documents));
}

/**
 * Under which role a member reads and settles from day to day: the supervisor's operator sees what all firms have. Who
 * supervises, the ledger says.
 */
export async function deskRole(own: LedgerContext): Promise<ClientRole> {
  const role = own.firstRole(['trader', 'operator']);
  const other: ClientRole = role === 'trader' ? 'operator' : 'trader';
  if (!own.hasIdentity(other)) return role;
  if (own.identityFolder(role) === own.identityFolder(other)) return role;
  const members = await own.withLedger(role, (ledger) => ledger.consortium.members());
  return supervisorOf(members)?.id === own.memberId ? 'operator' : 'trader';
}

/** As the member's trader, the supervisor's operator: for what the supervisor does or sees as well. */
export async function asDesk<T>(options: MemberOptions, work: LedgerWork<T>): Promise<T> {
  const own = await openLedgerContext(options);
  return own.withLedger(await deskRole(own), (ledger, documents) => work(ledger, own, documents));
}

/** The trade date asked for, or the business day in force. */
export async function tradeDateOf(ledger: Ledger, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const day = await ledger.days.current();
  if (!day) throw new UsageError('no business day has been opened; name the trade date by --date');
  return day.date;
}

/** Whoever is named as the other firm is a member: else there would be nothing to do, and nothing wrong. */
async function requireMember(ledger: Ledger, id: string): Promise<void> {
  const { members } = await ledger.consortium.members();
  if (members.some((member) => member.id === id)) return;
  const ids = members.map((member) => member.id).join(', ');
  throw new UsageError(`--with ${id}: there is no such member; the members are ${ids}`);
}

/** Works as the member's trader on what is between it and the other firm. */
export async function asTraderWith<T>(options: FirmOptions, work: LedgerWork<T>): Promise<T> {
  return asTrader(options, async (ledger, own, documents) => {
    await requireMember(ledger, options.with);
    return work(ledger, own, documents);
  });
}

/** Works as the member's trader on what it has traded with the other firm. */
export async function asTraderOfPair<T>(
  options: PairOptions,
  work: (ledger: Ledger, pair: { counterparty: string; tradeDate: string }, own: LedgerContext) => Promise<T>,
): Promise<T> {
  return asTraderWith(options, async (ledger, own) => {
    const tradeDate = await tradeDateOf(ledger, options.date);
    return work(ledger, { counterparty: options.with, tradeDate }, own);
  });
}
