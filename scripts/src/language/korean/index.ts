import { CONTRACTS } from './contracts';
import { CREDENTIALS } from './credentials';
import { DAY } from './day';
import { DECISIONS } from './decisions';
import { HOLDINGS } from './holdings';
import { ITSELF } from './itself';
import { LEDGER } from './ledger';
import { NETWORK } from './network';
import { NODES } from './nodes';
import { NOTES } from './notes';
import { READ_MODEL } from './read-model';
import { REPORTS } from './reports';
import { SETTLEMENT } from './settlement';
import { SUPERVISION } from './supervision';
import { TRADES } from './trades';

export { koreanError } from './errors';
export { HEADINGS } from './headings';

/** What commands say in their help, in Korean. The English text is the key, so that a changed one is missed. */
export const KOREAN_TEXTS: Readonly<Record<string, string>> = {
  ...LEDGER,
  ...DAY,
  ...TRADES,
  ...HOLDINGS,
  ...SETTLEMENT,
  ...SUPERVISION,
  ...CREDENTIALS,
  ...REPORTS,
  ...READ_MODEL,
  ...DECISIONS,
  ...CONTRACTS,
  ...NODES,
  ...NETWORK,
  ...ITSELF,
  ...NOTES,
};
