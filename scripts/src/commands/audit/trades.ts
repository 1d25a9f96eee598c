import type { AuditedTrades, Pair } from '@jangbu/client/interfirm';
import { ClientId, DateText, MemberId, PageEntry } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { MatchedTrade, Obligation, TradeBreak, WaitingTrade } from '../../outputs/trades';
import { table } from '../../terminal/table';
import { tradeDateOf } from '../member-options';
import { inquire, inquiryCommand, type InquiryOptions } from './inquire';

const Output = Type.Object({
  entries: Type.Array(Type.Object({ statedBy: MemberId, pageId: ClientId, entry: PageEntry })),
  matched: Type.Array(MatchedTrade),
  breaks: Type.Array(TradeBreak),
  waiting: Type.Array(WaitingTrade),
  obligations: Type.Array(Type.Object({ ...Obligation.properties, dueDate: DateText })),
});

async function readTrades(a: string, b: string, options: InquiryOptions & { date?: string }): Promise<void> {
  const pair: Pair = [a, b];
  let tradeDate = '';
  await inquire<typeof Output, AuditedTrades>(
    options,
    async (ledger) => {
      tradeDate = await tradeDateOf(ledger, options.date);
      return { kind: 'TRADES', pair: [...pair], tradeDate };
    },
    (inquiry) => inquiry.trades(pair, tradeDate),
    ({ entries, matched, breaks, waiting, obligations }) => {
      const rows = [
        ['entries of both firms', entries.length],
        ['matched', matched.length],
        ['breaks', breaks.length],
        ['waiting for their other side', waiting.length],
        ['net obligations', obligations.length],
      ].map(([name, count]) => [String(name), String(count)]);
      const columns = [`${a} and ${b}, ${tradeDate}`, 'number'].map((title) => ({ title }));
      return `${table(columns, rows)}\nWith --json: all of them.`;
    },
  );
}

/** `jangbu audit trades`. */
export function auditTradesCommand(): Command {
  return inquiryCommand('trades', "a pair's trades of one day (as the supervisor's auditor)", Output)
    .argument('<firm>')
    .argument('<other>')
    .option('--date <date>', 'the trade date, YYYY-MM-DD (default: the business day)')
    .action(readTrades);
}
