import { Type, type Static } from '@sinclair/typebox';
import { IssuerKey, IssuerKeyStatusChange } from '../documents/credentials';
import { Checker } from '../schema/checker';
import { BlockHeight, ClientId, closed, MemberId } from '../schema/fields';

export const batchAskedChecker = new Checker(closed({ issuer: MemberId, batchId: ClientId }));
export type BatchName = Static<(typeof batchAskedChecker)['schema']>;

/** What a query tells of a registered key. */
export const IssuerKeyState = Type.Object({
  key: IssuerKey,
  /** Its issuer's word on it; null while there is none. */
  status: Type.Union([IssuerKeyStatusChange, Type.Null()]),
  /** From which block on the members have ended it; null while they have not. */
  ended: Type.Union([Type.Object({ from: Type.Optional(BlockHeight) }), Type.Null()]),
});
export type IssuerKeyState = Readonly<Static<typeof IssuerKeyState>>;
export const issuerKeyStatesChecker = new Checker(Type.Array(IssuerKeyState));
