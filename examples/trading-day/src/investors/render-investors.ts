import type { ConsortiumDefinition } from '@jangbu/network';
import colours from 'picocolors';
import { grouped, memberName, table } from 'jangbu';
import type { InvestorsDay } from './live-investors';

/** The investors' day as a page that a person reads. */
export function renderInvestors(day: InvestorsDay, consortium: ConsortiumDefinition): string {
  const { seconds, newcomer } = day;
  const names = (ids: readonly string[]): string => ids.map((id) => memberName(consortium, id)).join(', ');
  return [
    colours.bold('Investors: identified at one firm, logged in at all'),
    `${grouped(day.investors)} identified by ${names(day.issuers)}: ${grouped(day.copies)} copies issued in ${seconds.issue.toFixed(1)} s, ` +
      `on the ledger in ${day.batches} transactions, ${seconds.record.toFixed(1)} s`,
    `${grouped(day.logins)} logins at ${names(day.verifiers)} in ${seconds.login.toFixed(1)} s; ` +
      `${grouped(day.consents)} consents at first use recorded`,
    '',
    table(
      [{ title: 'investor' }, { title: 'credential' }, { title: 'through' }, { title: 'then, at two firms' }],
      day.ended.map(({ investor, how, by, firms, outcomes }) => [
        investor,
        how,
        by,
        firms.map((firm, i) => `${firm}: ${outcomes[i] ?? ''}`).join(', '),
      ]),
    ),
    `${memberName(consortium, newcomer.member)} never had to do with credentials: it opened a mirror, and ` +
      `${newcomer.logins} investors logged in there at once`,
  ].join('\n');
}
