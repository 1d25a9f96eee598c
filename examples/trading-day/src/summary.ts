import type { ConsortiumDefinition } from '@jangbu/network';
import colours from 'picocolors';
import { grouped, memberName, table } from 'jangbu';
import type { LivedDay } from './check-day';
import { total, totalValue, type TradedDay, type TradedPair } from './traded-day';

const BILLION = 1_000_000_000n;

/** Won as billions with one decimal, the way desks speak of them. */
function billions(won: bigint): string {
  const tenths = (won * 10n + BILLION / 2n) / BILLION;
  return `₩${grouped(tenths / 10n)}.${tenths % 10n} bn`;
}

function codeCounts(codes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => (count === 1 ? code : `${code} ×${count}`)).join(', ');
}

function pairRow({
  pair,
  matched,
  broken,
  waiting,
  obligations,
  grossValue,
  netValue,
}: TradedPair): string[] {
  const why = codeCounts(broken.flatMap(({ codes }) => codes));
  return [
    `${pair[0]} ↔ ${pair[1]}`,
    grouped(matched),
    broken.length === 0 ? '' : colours.yellow(String(broken.length)),
    waiting.length === 0 ? '' : colours.cyan(String(waiting.length)),
    grouped(obligations),
    billions(grossValue),
    billions(netValue),
    colours.dim(why),
  ];
}

function pairsTable(report: TradedDay): string {
  return table(
    [
      { title: 'pair' },
      { title: 'matched', align: 'right' },
      { title: 'broken', align: 'right' },
      { title: 'waiting', align: 'right' },
      { title: 'obligations', align: 'right' },
      { title: 'traded', align: 'right' },
      { title: 'to pay, net', align: 'right' },
      { title: 'broken in' },
    ],
    report.pairs.map(pairRow),
  );
}

function busiest(report: TradedDay, consortium: ConsortiumDefinition): string {
  const traded = new Map<string, bigint>();
  for (const { pair, grossValue } of report.pairs) {
    for (const id of pair) traded.set(id, (traded.get(id) ?? 0n) + grossValue);
  }
  const first = [...traded].sort(([, a], [, b]) => (a < b ? 1 : -1)).slice(0, 3);
  return first.map(([id, value]) => `${memberName(consortium, id)} (${billions(value)})`).join(', ');
}

function closing(report: TradedDay): string[] {
  const matched = total(report, (pair) => pair.matched);
  const broken = total(report, (pair) => pair.broken.length);
  const waiting = total(report, (pair) => pair.waiting.length);
  const obligations = total(report, (pair) => pair.obligations);
  const { record, match } = report.seconds;
  const saved = matched === 0 ? 0 : 100 - (100 * obligations) / matched;
  return [
    `${grouped(report.statements)} statements in ${grouped(report.pages)} pages: ${colours.green(`${grouped(matched)} trades matched`)}, ` +
      `${grouped(broken)} broken, ${grouped(waiting)} waiting for their other side, ${grouped(report.refused.length)} statements refused`,
    `${grouped(matched)} matched trades leave ${grouped(obligations)} obligations (${saved.toFixed(0)} % fewer): ` +
      `${billions(totalValue(report, (pair) => pair.grossValue))} traded, ${billions(totalValue(report, (pair) => pair.netValue))} to pay`,
    `recorded in ${record.toFixed(1)} s, matched in ${match.toFixed(1)} s: ` +
      colours.bold(`${grouped(Math.round(matched / (record + match)))} trades a second`),
  ];
}

/** The trade date as a page that a person reads: each pair, what was found, what is owed, how fast it went. */
export function renderDay({ traded, corrected }: LivedDay, consortium: ConsortiumDefinition): string {
  const { corrections, report } = corrected;
  const open = total(report, (pair) => pair.broken.length + pair.waiting.length);
  const matched = total(report, (pair) => pair.matched) - total(traded, (pair) => pair.matched);
  return [
    colours.bold(`Trading day ${traded.date} on the interfirm ledger`),
    '',
    pairsTable(traded),
    '',
    ...closing(traded),
    `busiest: ${busiest(traded, consortium)}`,
    `${grouped(corrections)} statements corrected the same day: ${grouped(matched)} more trades matched, ${grouped(open)} still open`,
  ].join('\n');
}
