import { addBusinessDays, RefusalError, type BusinessDay, type Parameters } from '@jangbu/model';

/**
 * The parameters in force.
 *
 * @throws RefusalError NO_PARAMETERS
 */
export function requireParameters(parameters: Parameters | undefined): Parameters {
  if (!parameters) throw new RefusalError('NO_PARAMETERS', {});
  return parameters;
}

/**
 * Requires a trade date in the window in which the members take trades.
 *
 * @throws RefusalError TRADE_DATE_OUTSIDE_WINDOW
 */
export function requireTradeDate(tradeDate: string, today: BusinessDay, parameters: Parameters): void {
  const { past, future } = parameters.tradeDateWindow;
  const from = addBusinessDays(today.date, -past, parameters);
  const to = addBusinessDays(today.date, future, parameters);
  if (tradeDate < from || tradeDate > to) {
    throw new RefusalError('TRADE_DATE_OUTSIDE_WINDOW', { tradeDate, from, to });
  }
}
