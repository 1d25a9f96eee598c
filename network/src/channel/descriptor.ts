import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { Type, type Static } from '@sinclair/typebox';

import { Checker, Lei, MemberId, MspId, closed } from '@jangbu/model';

import { NetworkError } from '../errors/network-error';
import { publishedSchema } from '../yaml-file/published-schema';

const Pem = Type.String({ minLength: 1, maxLength: 20_000, description: 'One certificate, as PEM text' });
const Host = Type.String({ minLength: 1, maxLength: 253, pattern: '^[^\\s:/]+$' });
const Port = Type.Integer({ minimum: 1, maximum: 65_535 });
const Unit = Type.String({ minLength: 1, maxLength: 64 });
const Name = Type.String({ minLength: 1, maxLength: 100 });

/** What a member hands out to the others for the channel: nothing in it is secret. */
export const MemberDescriptor = closed({
  type: Type.Literal('member-descriptor'),
  version: Type.Literal(1),
  channel: Type.String({ minLength: 1, maxLength: 249 }),
  member: closed({ id: MemberId, mspId: MspId, name: closed({ en: Name, ko: Name }), lei: Lei }),
  msp: closed({
    rootCertificates: Type.Array(Pem, { minItems: 1, maxItems: 10 }),
    intermediateCertificates: Type.Array(Pem, { maxItems: 10 }),
    tlsRootCertificates: Type.Array(Pem, { minItems: 1, maxItems: 10 }),
    tlsIntermediateCertificates: Type.Array(Pem, { maxItems: 10 }),
    /** Which organisational unit of a certificate makes its holder what (NodeOUs). */
    nodeUnits: closed({ client: Unit, peer: Unit, admin: Unit, orderer: Unit }),
  }),
  /** The peers by which the others' peers find its own. */
  anchorPeers: Type.Array(closed({ host: Host, port: Port }), { minItems: 1, maxItems: 10 }),
  consenters: Type.Array(closed({ name: Host, host: Host, port: Port, identity: Pem, tlsCertificate: Pem }), {
    maxItems: 10,
  }),
});
export type MemberDescriptor = Static<typeof MemberDescriptor>;

const checker = new Checker(MemberDescriptor);

/** Anything that looks like a key: PEM of any kind of private key, or a JSON Web Key's private part. */
const secret = /PRIVATE KEY|"d"\s*:/;
const oneCertificate = /^-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/;

function refused(file: string, reason: string): NetworkError {
  return new NetworkError('DESCRIPTOR_INVALID', `${file} ${reason}`, { file });
}

/** The certificates of a descriptor, and where in it each stands. */
function certificatesOf({ msp, consenters }: MemberDescriptor): readonly (readonly [string, string])[] {
  const listed = (name: string, pems: readonly string[]): (readonly [string, string])[] =>
    pems.map((pem, index) => [`msp.${name}[${index}]`, pem]);
  return [
    ...listed('rootCertificates', msp.rootCertificates),
    ...listed('intermediateCertificates', msp.intermediateCertificates),
    ...listed('tlsRootCertificates', msp.tlsRootCertificates),
    ...listed('tlsIntermediateCertificates', msp.tlsIntermediateCertificates),
    ...consenters.flatMap(({ identity, tlsCertificate }, index): (readonly [string, string])[] => [
      [`consenters[${index}].identity`, identity],
      [`consenters[${index}].tlsCertificate`, tlsCertificate],
    ]),
  ];
}

function isCertificate(pem: string): boolean {
  if (!oneCertificate.test(pem)) return false;
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads the text of a descriptor.
 *
 * @param file what the errors call it
 * @throws NetworkError `DESCRIPTOR_INVALID` when it holds something private, or is no descriptor
 */
export function parseDescriptor(text: string, file: string): MemberDescriptor {
  if (secret.test(text)) {
    throw refused(file, 'holds a private key: it must never leave its owner, and nothing was made of it');
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw refused(file, 'is no JSON; `member descriptor` writes one');
  }
  if (!checker.fits(content)) {
    const [first] = checker.problems(content);
    throw refused(file, `is no member's descriptor: ${first?.path ?? ''} ${first?.message ?? ''}`.trim());
  }
  const wrong = certificatesOf(content).find(([, pem]) => !isCertificate(pem));
  if (wrong !== undefined) throw refused(file, `has no certificate at ${wrong[0]}`);
  return content;
}

/** Reads a descriptor's file; throws as {@link parseDescriptor} does, and when there is no such file. */
export async function readDescriptor(file: string): Promise<MemberDescriptor> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw refused(file, 'cannot be read');
  });
  return parseDescriptor(text, file);
}

/** A descriptor's text, as it is handed out. @throws NetworkError `DESCRIPTOR_INVALID` when it holds something private */
export function descriptorText(descriptor: MemberDescriptor): string {
  const text = `${JSON.stringify(descriptor, null, 2)}\n`;
  parseDescriptor(text, 'the descriptor');
  return text;
}

/** The published JSON Schema of a descriptor, as text. */
export function descriptorSchemaText(): string {
  return publishedSchema('MemberDescriptor', MemberDescriptor);
}
