import { Type, type Static } from '@sinclair/typebox';
import { UseAnchor } from '../documents/logins';
import { Checker } from '../schema/checker';
import { Bytes32, closed, ListLimit, MemberId } from '../schema/fields';

export const consentsAskedChecker = new Checker(
  closed({
    /** Those whose ids come after this one. */
    after: Type.Optional(Bytes32),
    limit: Type.Optional(ListLimit),
  }),
);
export type ConsentsAsked = Static<(typeof consentsAskedChecker)['schema']>;

const UseAnchorName = closed({ firm: MemberId, hour: UseAnchor.properties.hour });
export type UseAnchorName = Static<typeof UseAnchorName>;
export const useAnchorAskedChecker = new Checker(UseAnchorName);
const ErasureName = closed({ firm: MemberId, erasureId: Bytes32 });
export type ErasureName = Static<typeof ErasureName>;
export const erasureAskedChecker = new Checker(ErasureName);
