import { Type, type Static } from '@sinclair/typebox';
import { Phase } from '../documents/business-day';
import { Checker } from '../schema/checker';
import { closed, Count, DateText } from '../schema/fields';

/** Asks to move the business day on: from what the caller saw, to what is next. */
export const DayMove = closed({
  type: Type.Literal('day-move'),
  version: Type.Literal(1),
  from: Type.Union([Type.Null(), closed({ date: DateText, phase: Phase, sequence: Count })]),
  to: closed({ date: DateText, phase: Phase }),
});
export type DayMove = Static<typeof DayMove>;
export const dayMoveChecker = new Checker(DayMove);
