import {
  FormatRegistry,
  type Static,
  type TObject,
  type TProperties,
  type TString,
  Type,
} from '@sinclair/typebox';
import { isDate } from '../calendar/calendar';
import { isText } from '../format/text';
import { isCurrency } from '../identifiers/currency';
import { isIsin } from '../identifiers/isin';
import { isLei } from '../identifiers/lei';
import { isUti } from '../identifiers/uti';

FormatRegistry.Set('jangbu-date', isDate);
FormatRegistry.Set('isin', isIsin);
FormatRegistry.Set('lei', isLei);
FormatRegistry.Set('uti', isUti);
FormatRegistry.Set('jangbu-text', isText);
FormatRegistry.Set('currency', isCurrency);

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
/** 32 bytes in base64url (RFC 4648 §5), without padding; the two bits of the last character that are of no use are zero (§3.5). */
export const Bytes32 = Type.String({ pattern: '^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$' });
/** As {@link Bytes32}, 64 bytes: four bits are of no use. */
export const Bytes64 = Type.String({ pattern: '^[A-Za-z0-9_-]{85}[AQgw]$' });
/** Seconds since 1970 (NumericDate, RFC 7519 §2). */
export const Seconds = Type.Integer({ minimum: 0, maximum: 253_402_300_799 });
/** Number of a block, from 0. */
export const BlockHeight = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
/** A query answers at most so many of a list; the rest is asked for after the last one. */
export const LIST_LIMIT_MAX = 1000;
export const ListLimit = Type.Integer({ minimum: 1, maximum: LIST_LIMIT_MAX });
/** ISO 4217. */
export const Currency = Type.String({ format: 'currency' });
/** Words for people, on one line: names, titles, reasons. See {@link isText}. */
export function lineOfText(maxLength: number): TString {
  return Type.String({ minLength: 1, maxLength, format: 'jangbu-text' });
}
/** As Fabric names channels. */
export const ChannelName = Type.String({ pattern: '^[a-z][a-z0-9.-]{0,248}$' });
/** Zero or more, exact as a number (RFC 7493 §2.2), and in a database's 64 bits. */
export const WholeNumber = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
/** From one on, in a database's 32 bits: whoever makes up a larger one stops no read model. */
export const Count = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
export const AccountKind = oneOf('HOUSE', 'CLIENT');
export type AccountKind = Static<typeof AccountKind>;
