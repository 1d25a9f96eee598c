import { Type, type Static } from '@sinclair/typebox';
import { closed, oneOf } from '../schema/fields';

/**
 * The five methods of non-face-to-face real-name confirmation, two of which must be used: a copy of the
 * ID document, a video call, a check on delivery of the access medium, an existing account, an
 * equivalent such as registered biometrics.
 */
export const REMOTE_METHODS = [
  'DELIVERY_CHECK',
  'EQUIVALENT',
  'EXISTING_ACCOUNT',
  'ID_DOCUMENT_COPY',
  'VIDEO_CALL',
] as const;

/** Recommended besides, and counted for nothing: another institution's result, a check of several personal data. */
export const FURTHER_METHODS = ['OTHER_INSTITUTION', 'PERSONAL_DATA_CHECK'] as const;

export type RemoteMethod = (typeof REMOTE_METHODS)[number];
export type FurtherMethod = (typeof FURTHER_METHODS)[number];

/** How many distinct methods a confirmation without meeting the investor takes. */
export const REMOTE_METHODS_NEEDED = 2;

/** How an investor's identity was confirmed, as a credential says it: the methods distinct and sorted. */
export const Assurance = Type.Union([
  closed({ manner: Type.Literal('FACE_TO_FACE') }),
  closed({
    manner: Type.Literal('NON_FACE_TO_FACE'),
    methods: Type.Array(oneOf(...REMOTE_METHODS), {
      minItems: REMOTE_METHODS_NEEDED,
      maxItems: REMOTE_METHODS.length,
      uniqueItems: true,
    }),
    further: Type.Optional(
      Type.Array(oneOf(...FURTHER_METHODS), {
        minItems: 1,
        maxItems: FURTHER_METHODS.length,
        uniqueItems: true,
      }),
    ),
  }),
]);
export type Assurance = Static<typeof Assurance>;

/** What the issuer did. A presentation of the consortium's own credential may be told, and counts for nothing. */
export type Confirmation =
  | { readonly manner: 'FACE_TO_FACE' }
  | {
      readonly manner: 'NON_FACE_TO_FACE';
      readonly methods: readonly (RemoteMethod | FurtherMethod | 'OWN_CREDENTIAL')[];
    };

function isOneOf<T extends string>(words: readonly T[]): (word: string) => word is T {
  return (word): word is T => words.some((known) => known === word);
}

/**
 * What a credential may say of a confirmation.
 *
 * @returns the assurance, or undefined when fewer than two distinct methods of the five were used
 */
export function assuranceOf(confirmation: Confirmation): Assurance | undefined {
  if (confirmation.manner === 'FACE_TO_FACE') return { manner: 'FACE_TO_FACE' };
  const used = [...new Set<string>(confirmation.methods)].sort();
  const methods = used.filter(isOneOf(REMOTE_METHODS));
  const further = used.filter(isOneOf(FURTHER_METHODS));
  if (methods.length < REMOTE_METHODS_NEEDED) return undefined;
  return { manner: 'NON_FACE_TO_FACE', methods, ...(further.length > 0 && { further }) };
}
