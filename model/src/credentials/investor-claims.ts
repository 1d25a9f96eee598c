import { Type, type Static } from '@sinclair/typebox';
import { closed, DateText } from '../schema/fields';
import { Assurance } from './assurance';

/**
 * What an issuer may say of an investor besides that it identified them; each is disclosed by the holder
 * alone, one by one. Names and forms are those of OpenID Connect Core §5.1. The nationwide linkage value
 * (CI) is left out on purpose: it would join an investor's logins everywhere.
 */
export const InvestorClaims = closed({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  birthdate: Type.Optional(DateText),
  email: Type.Optional(Type.String({ minLength: 3, maxLength: 254 })),
  phone_number: Type.Optional(Type.String({ pattern: '^\\+[1-9][0-9]{6,14}$' })),
  adult: Type.Optional(Type.Boolean()),
});
export type InvestorClaims = Static<typeof InvestorClaims>;

/** What a login always discloses: how identity was confirmed, and the first day of the period it was confirmed in. */
export const IdentificationClaims = closed({ assurance: Assurance, identified_on: DateText });
export type IdentificationClaims = Static<typeof IdentificationClaims>;

/** Every claim that can be disclosed. */
export const DisclosableClaims = closed({
  ...IdentificationClaims.properties,
  ...InvestorClaims.properties,
});
export type DisclosableClaims = Static<typeof DisclosableClaims>;
export type ClaimName = keyof DisclosableClaims;

/** Names of the claims that a holder may disclose or keep back, sorted. */
export const INVESTOR_CLAIM_NAMES = [
  'adult',
  'birthdate',
  'email',
  'name',
  'phone_number',
] as const satisfies readonly (keyof InvestorClaims)[];

/** Names of the claims without which no login is accepted, sorted. */
export const IDENTIFICATION_CLAIM_NAMES = [
  'assurance',
  'identified_on',
] as const satisfies readonly (keyof IdentificationClaims)[];
