import type { Bench } from './definition/bench';
import { issueBench } from './credentials/issue';
import { loginBench } from './credentials/login';
import { revokeBench } from './credentials/revoke';
import { dispatchBench } from './dispatch/dispatch';
import { growthBench } from './growth/growth';
import { growthPeersBench } from './growth/growth-peers';
import { nettingBench } from './netting/netting';
import { settleBench } from './settle/settle';
import { tradesBench } from './trades/trades';
import { upBench } from './up/up';

/** All benchmarks, in the order in which `all` runs them: `up` first, since it brings up what the others work on. */
export const benches: readonly Bench[] = [
  upBench,
  tradesBench,
  settleBench,
  nettingBench,
  growthBench,
  dispatchBench,
  growthPeersBench,
  loginBench,
  issueBench,
  revokeBench,
];
