import { FormatRegistry, Type } from '@sinclair/typebox';

FormatRegistry.Set('date-time', (text) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)));

/** A moment, as JSON has it (RFC 3339). */
export const Moment = Type.String({ format: 'date-time' });
