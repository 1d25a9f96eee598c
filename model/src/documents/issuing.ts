import { Type, type Static } from '@sinclair/typebox';
import { BlockHeight, closed } from '../schema/fields';

/** `iss` of credentials: the HTTPS URL by which an issuer is known. */
export const IssuerUrl = Type.String({
  pattern: '^https://[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?$',
  maxLength: 200,
});

/** A member's grants to issue are counted from 1. */
export const GrantNumber = Type.Integer({ minimum: 1 });

/** That the members let one of them issue credentials, under one URL that nobody else has or had. */
export const IssuerGrant = closed({ grant: GrantNumber, iss: IssuerUrl });
export type IssuerGrant = Static<typeof IssuerGrant>;

/** A grant that was withdrawn, or ended when its member was suspended. It never comes to life again. */
export const EndedGrant = closed({
  ...IssuerGrant.properties,
  /** Height of the first block whose records under this grant don't count; without it all that stand count. */
  from: Type.Optional(BlockHeight),
});
export type EndedGrant = Static<typeof EndedGrant>;

/** What the members' votes say of one as an issuer. */
export const Issuing = closed({
  inForce: Type.Optional(IssuerGrant),
  /** In the order of their numbers. */
  ended: Type.Array(EndedGrant),
});
export type Issuing = Static<typeof Issuing>;

/**
 * The earlier of two blocks from which on records don't count.
 *
 * @returns undefined where neither names one
 */
export function earlierOf(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}
