import { X509Certificate } from 'node:crypto';
import { isClientRole, nodeOuAmong, roleAttribute, rolesOfNodeOu, type RoleSource } from '@jangbu/model';
import { ClientIdentity, type ChaincodeStub } from 'fabric-shim';
import type { CertifiedRoles } from '../../rules/consortium/membership';

/** What a certificate says of its holder, by where the members have agreed to read it. */
export type CertificateRoles = Readonly<Record<RoleSource, CertifiedRoles>>;

const NO_ROLE: CertifiedRoles = { given: null, roles: [] };
const NOTHING: CertificateRoles = { ATTRIBUTE: NO_ROLE, NODE_OU: NO_ROLE };

/** The first block of a PEM text (RFC 7468), strictly: its type, its Base64 in lines, its end, each on a line of its own. */
const FIRST_BLOCK =
  /^-----BEGIN CERTIFICATE-----\r?\n((?:[A-Za-z0-9+/]+={0,2}\r?\n)+)-----END CERTIFICATE-----(?:\r?\n|$)/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The certificate that a peer has verified. Peers (Go's `pem.Decode`) take the first block that is well formed, of any
 * type, and pass over those that are not; other readers take another one out of the same bytes, which then nobody has
 * verified. So a text counts only where its first block is one that nobody could read otherwise.
 */
function verifiedPem(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  const start = text.indexOf('-----BEGIN');
  if (start < 0 || (start > 0 && text[start - 1] !== '\n')) return undefined;
  const [block, body = ''] = FIRST_BLOCK.exec(text.slice(start)) ?? [];
  return block !== undefined && BASE64.test(body.replaceAll(/[\r\n]/g, '')) ? block : undefined;
}

/** The value of the attribute that names a role; null where there is none. Throws where attributes are no JSON. */
function roleNamed(pem: string): unknown {
  // All that the shim asks of a stub for it; channel and transaction go into its log.
  const stub = {
    getChannelID: () => '',
    getTxID: () => '',
    getCreator: () => ({ mspid: '', idBytes: Buffer.from(pem) }),
  };
  return new ClientIdentity(stub as unknown as ChaincodeStub).getAttributeValue(roleAttribute);
}

/** The organisational units in a certificate's subject, each as it stands there: never read out of a printed name. */
function unitsIn(pem: string): readonly string[] {
  const { subject } = new X509Certificate(pem).toLegacyObject();
  const units: string | string[] | undefined = subject.OU;
  return units === undefined ? [] : [units].flat();
}

function byNodeOu(pem: string): CertifiedRoles {
  const unit = nodeOuAmong(unitsIn(pem));
  return unit === undefined ? NO_ROLE : { given: unit, roles: rolesOfNodeOu(unit) };
}

/**
 * What a transaction's creator may do, by its certificate: nothing, where that does not read, or not as peers read it.
 *
 * @param bytes the creator's, as they stand in the transaction
 */
export function rolesInCertificate(bytes: Uint8Array): CertificateRoles {
  try {
    const pem = verifiedPem(bytes);
    if (pem === undefined) return NOTHING;
    const named = roleNamed(pem);
    if (named === null) return { ATTRIBUTE: NO_ROLE, NODE_OU: byNodeOu(pem) };
    // The attribute wins, and one that names no role of ours names none.
    const byAttribute = isClientRole(named) ? { given: named, roles: [named] } : NO_ROLE;
    return { ATTRIBUTE: byAttribute, NODE_OU: byAttribute };
  } catch {
    // A creator without an X.509 certificate, or with an extension that is no JSON, has no role.
    return NOTHING;
  }
}
