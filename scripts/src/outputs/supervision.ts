import { Amount, MemberId, oneOf, Sha256Hex } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import { Position } from './holdings';

const count = Type.Integer({ minimum: 0 });

const status = {
  supervisor: Type.Union([MemberId, Type.Null()]),
  former: Type.Array(MemberId),
  height: Amount,
  due: count,
  dueFrom: Type.Array(Type.Object({ member: MemberId, documents: count })),
  disputed: count,
  doubts: Type.Array(Type.Object({ document: Sha256Hex, kind: oneOf('HELD_OTHERWISE', 'SET_ASIDE') })),
};

/** How far supervision has been handed over. */
export const SupervisionStatus = Type.Object(status);

/** What taking over came to. */
export const TakeOverResult = Type.Object({
  ...status,
  taken: count,
  upheld: count,
  declined: Type.Array(
    Type.Object({
      member: MemberId,
      key: Type.Array(Type.String()),
      reason: oneOf('NEVER_AGREED', 'NOT_WHAT_WAS_AGREED', 'INCOMPLETE', 'MOVED'),
    }),
  ),
  unreachable: Type.Array(Type.Object({ member: MemberId, says: Type.String() })),
  frozen: Type.Array(Position),
});
