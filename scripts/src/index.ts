/**
 * What programs beside the command line take from it: the networks that it brings up and the connections to them, the
 * business day, files of trades, and the terminal.
 */
export { publishedSchema } from './command-tree/published-schema';
export { allShapes, shapeOf, type CommandShape } from './command-tree/shape';
export { ensureOpenDay, moveToNextDay } from './business-day/open-day';
export {
  bringUp,
  deployContracts,
  networkUp,
  openNetworkOf,
  otherContractsNote,
  packageFor,
  takeDown,
} from './consortium/bring-up';
export { freeTimeNote } from './consortium/day-time-text';
export { connectAs, withLedger } from './consortium/connections';
export { COPIES_A_SET, CREDENTIAL_CONSORTIUM } from './consortium/credential-terms';
export { constitute, foundingActions } from './consortium/founding';
export { openLedgerContext, type LedgerContext } from './consortium/ledger-context';
export { withLedgerOptions, type LedgerOptions } from './consortium/ledger-options';
export { memberName, supervisorId } from './consortium/members';
export {
  openNetworkContext,
  withNetworkOptions,
  type NetworkContext,
  type NetworkOptions,
} from './consortium/network-context';
export { Cells, readRows } from './input/cells';
export { ACCOUNT_KINDS } from './input/choices';
export { readTable } from './input/table-file';
export { readStatementFile, type StatementRow } from './input/trade-file';
export { toStatement } from './input/trade-statement';
export { UsageError } from './input/usage-error';
export { program } from './program';
export { tableOf } from './reports/render';
export {
  failsSheet,
  instructionsSheet,
  nettingSheet,
  outstandingSheet,
  penaltiesSheet,
} from './reports/sheets';
export { reportFailure } from './terminal/failure';
export { runCommandLine } from './terminal/run';
export { withProgress } from './terminal/progress';
export { grouped, table } from './terminal/table';
