import { CLAIMS, AUDIENCE, ISS, NOW, type CredentialWorld } from './investor';
import {
  CREDENTIAL_JWT_TYPE,
  identifiedInvestorType,
  KEY_BINDING_JWT_TYPE,
  recordIdOf,
  type CredentialPayload,
  type KeyBindingPayload,
  thumbprintOf,
} from '@jangbu/model';
import { randomBytes } from 'node:crypto';
import { toBase64Url } from '@jangbu/model';
import { digestOf, newDisclosure } from '../src/credentials/format/disclosures';
import { presentationHash } from '../src/credentials/format/presentation';
import type { CredentialRecord } from '../src/credentials/format/credential-registry';
import { softwareKey, type SigningKey } from '../src/credentials/format/signing-key';

/** How a JWT is made otherwise than it ought to be. */
export interface ForgedJwt {
  /** Members of the header, over the right ones. */
  readonly header?: Readonly<Record<string, unknown>>;
  readonly payload?: Readonly<Record<string, unknown>>;
  /** Rewrites the JSON of the payload before it is signed. */
  readonly payloadText?: (json: string) => string | Buffer;
  readonly headerText?: (json: string) => string;
  /** Rewrites the signature's bytes. */
  readonly signature?: (bytes: Buffer, signingInput: string) => Uint8Array;
  readonly key?: SigningKey;
}

/** How a presentation is made otherwise than it ought to be. */
export interface PresentationForgery {
  readonly credential?: ForgedJwt;
  readonly keyBinding?: ForgedJwt;
  /** Rewrites the disclosures before the credential is signed. */
  readonly signedDisclosures?: (right: readonly string[]) => readonly string[];
  /** Rewrites them afterwards, before the holder signs. */
  readonly shownDisclosures?: (right: readonly string[]) => readonly string[];
  /** Differences of the record on the ledger; null where there is none. */
  readonly record?: Partial<CredentialRecord> | null;
}

async function makeJwt(
  header: object,
  payload: object,
  key: SigningKey,
  forged: ForgedJwt = {},
): Promise<string> {
  const unchanged = (text: string): string => text;
  const { headerText = unchanged, payloadText = unchanged } = forged;
  const parts = [
    headerText(JSON.stringify({ ...header, ...forged.header })),
    payloadText(JSON.stringify({ ...payload, ...forged.payload })),
  ];
  const signingInput = parts.map((part) => toBase64Url(part)).join('.');
  const signature = Buffer.from(await (forged.key ?? key).sign(Buffer.from(signingInput)));
  const changed = forged.signature?.(signature, signingInput) ?? signature;
  return `${signingInput}.${toBase64Url(changed)}`;
}

/** A presentation as a stranger, or someone with an issuer's key, might make it. The issuer's signature is good. */
export async function forgePresentation(
  world: CredentialWorld,
  nonce: string,
  { credential, keyBinding, signedDisclosures, shownDisclosures, record }: PresentationForgery = {},
): Promise<string> {
  const holder = softwareKey();
  const claims = { assurance: { manner: 'FACE_TO_FACE' }, identified_on: '2026-11-19', ...CLAIMS };
  const right = Object.entries(claims).map(([name, value]) => newDisclosure(name, value));
  const signed = signedDisclosures?.(right) ?? right;
  const shown = shownDisclosures?.(signed) ?? signed;
  const validFrom = Date.UTC(2026, 10, 19) / 1000;
  const payload: CredentialPayload = {
    iss: ISS,
    vct: identifiedInvestorType,
    sub: randomBytes(32).toString('base64url'),
    nbf: validFrom,
    exp: validFrom + 364 * 86_400,
    cnf: { jwk: holder.jwk },
    status: { status_list: { idx: 7, uri: `${ISS}/status/1` } },
    _sd_alg: 'sha-256',
    _sd: [...new Set(signed)].map(digestOf).sort(),
  };
  const kid = thumbprintOf(world.key.jwk);
  const header = { alg: 'ES256', typ: CREDENTIAL_JWT_TYPE, kid };
  const jwt = await makeJwt(header, payload, world.key, credential);
  const recordId = recordIdOf(jwt.slice(0, jwt.lastIndexOf('.')));
  const period = { validFrom, validUntil: payload.exp };
  const issuer = 'firm-a';
  if (record !== null)
    world.table.records.set(recordId, {
      ...{ recordId, issuer, batchId: 'batch-0001', kid, block: 10, ...period, status: 'ACTIVE' },
      ...record,
    });
  const bound = [jwt, ...shown, ''].join('~');
  const binding: KeyBindingPayload = {
    iat: NOW / 1000,
    aud: AUDIENCE,
    nonce,
    sd_hash: presentationHash(bound),
  };
  const bindingHeader = { alg: 'ES256', typ: KEY_BINDING_JWT_TYPE };
  return bound + (await makeJwt(bindingHeader, binding, holder, keyBinding));
}
