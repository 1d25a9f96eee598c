import { Type, type TLiteral } from '@sinclair/typebox';

/** What a figure may be. None of them is fulfilled by NaN or an infinite number. */
export const Positive = Type.Number({ exclusiveMinimum: 0 });
export const NotNegative = Type.Number({ minimum: 0 });
export const Percent = Type.Number({ minimum: 0, maximum: 100 });
export const Count = Type.Integer({ minimum: 0 });
export const PositiveCount = Type.Integer({ minimum: 1 });

/** A count that says that all of it was done. */
export function exactly(count: number): TLiteral<number> {
  return Type.Literal(count);
}
