import { FormatRegistry, type Static, type TObject, type TProperties, Type } from '@sinclair/typebox';
import { isDate } from '../calendar/calendar';
import { isIsin } from '../identifiers/isin';
import { isLei } from '../identifiers/lei';
import { isUti } from '../identifiers/uti';

FormatRegistry.Set('jangbu-date', isDate);
FormatRegistry.Set('isin', isIsin);
FormatRegistry.Set('lei', isLei);
FormatRegistry.Set('uti', isUti);

/** An object that takes no field but its own: an unknown field is refused, so that nobody smuggles one in. */
export function closed<T extends TProperties>(properties: T): TObject<T> {
  return Type.Object(properties, { additionalProperties: false });
}

/** One of a few words. */
export function oneOf<const T extends readonly string[]>(...words: T): ReturnType<typeof wordUnion<T>> {
  return wordUnion(words);
}

function wordUnion<const T extends readonly string[]>(words: T) {
  return Type.Unsafe<T[number]>(Type.String({ pattern: `^(?:${words.join('|')})$` }));
}

/** Short name of a member in keys and commands. */
export const MemberId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,30}$' });
/** Fabric's name of an organisation. */
export const MspId = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$' });
/** An id made by a client: 128 random bits or more would do, but any short token is taken. */
export const ClientId = Type.String({ pattern: '^[A-Za-z0-9_-]{8,64}$' });
export const DateText = Type.String({ format: 'jangbu-date' });
export const Isin = Type.String({ format: 'isin' });
export const Lei = Type.String({ format: 'lei' });
export const Uti = Type.String({ format: 'uti' });
/** Zero or more, as a decimal string of at most 30 digits. */
export const Amount = Type.String({ pattern: '^(?:0|[1-9][0-9]{0,29})$' });
/** More than zero, as a decimal string of at most 30 digits. */
export const PositiveAmount = Type.String({ pattern: '^[1-9][0-9]{0,29}$' });
/** Of either sign, as a decimal string of at most 30 digits. */
export const SignedAmount = Type.String({ pattern: '^(?:0|-?[1-9][0-9]{0,29})$' });
export const Sha256Hex = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** At least 128 random bits in hexadecimal, chosen by the client (the contracts have no randomness). */
export const Salt = Type.String({ pattern: '^[0-9a-f]{32,64}$' });
/** 256 random bits in hexadecimal. */
export const Seed = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** 32 bytes in base64url (RFC 4648 §5), without padding. */
export const Bytes32 = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
/** Seconds since 1970 (NumericDate, RFC 7519 §2). */
export const Seconds = Type.Integer({ minimum: 0, maximum: 253_402_300_799 });
/** Number of a block, from 0. */
export const BlockHeight = Type.Integer({ minimum: 0 });
/** A query answers at most so many of a list; the rest is asked for after the last one. */
export const LIST_LIMIT_MAX = 1000;
export const ListLimit = Type.Integer({ minimum: 1, maximum: LIST_LIMIT_MAX });
export const Currency = Type.String({ pattern: '^[A-Z]{3}$' });
export const AccountKind = oneOf('HOUSE', 'CLIENT');
export type AccountKind = Static<typeof AccountKind>;
