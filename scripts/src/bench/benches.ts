import type { Bench } from './bench';
import { issueBench } from './credentials/issue';
import { loginBench } from './credentials/login';
import { revokeBench } from './credentials/revoke';
import { nettingBench } from './netting';
import { settleBench } from './settle';
import { tradesBench } from './trades';
import { upBench } from './up';

/** All benchmarks, in the order in which the help lists them. */
export const benches: readonly Bench[] = [
  tradesBench,
  settleBench,
  upBench,
  nettingBench,
  loginBench,
  issueBench,
  revokeBench,
];
