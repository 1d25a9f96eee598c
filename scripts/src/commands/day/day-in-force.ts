import { BusinessDay } from '@jangbu/model';
import { Type } from '@sinclair/typebox';

/** The business day in force; null before the first one. */
export const DayInForce = Type.Union([BusinessDay, Type.Null()]);
