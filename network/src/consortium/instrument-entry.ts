import type { Instrument } from '@jangbu/model';

import type { InstrumentEntry } from './schema';

/** What a file leaves out is as for a share or a fund in won: whole units, whole won. */
export function instrumentOf(entry: InstrumentEntry): Instrument {
  return { quantityScale: 0, priceScale: 0, currency: 'KRW', status: 'ACTIVE', ...entry };
}
