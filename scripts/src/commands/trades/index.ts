import { Command } from 'commander';
import { breaksCommand } from './breaks';
import { cancelTradesCommand } from './cancel';
import { findTradeCommand } from './find';
import { matchCommand } from './match';
import { receiptCommand } from './receipt';
import { replaceCommand } from './replace';
import { resumeTradesCommand } from './resume';
import { submitCommand } from './submit';
import { verifyReceiptCommand } from './verify';
import { withdrawCommand } from './withdraw';

/** `jangbu trades`: a firm's trades. */
export function tradesCommand(): Command {
  return new Command('trades')
    .description("a firm's trades: record, correct, match, cancel, find, see what differs")
    .addCommand(submitCommand())
    .addCommand(resumeTradesCommand())
    .addCommand(replaceCommand())
    .addCommand(withdrawCommand())
    .addCommand(cancelTradesCommand())
    .addCommand(matchCommand())
    .addCommand(breaksCommand())
    .addCommand(findTradeCommand())
    .addCommand(receiptCommand())
    .addCommand(verifyReceiptCommand());
}
