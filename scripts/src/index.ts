export { bringUp, networkUp, openNetworkOf, packageFor, takeDown } from './bring-up';
export { connectAs, withLedger, type Role } from './connections';
export { constitute, foundingActions } from './constitute';
export { ensureOpenDay, moveToNextDay, supervisorId } from './day/business-day';
export { openPlace, type Place, type PlaceOptions } from './place';
export { program } from './program';
export { withProgress } from './terminal/progress';
