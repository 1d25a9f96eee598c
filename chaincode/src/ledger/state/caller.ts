import type { ChaincodeStub } from 'fabric-shim';
import type { Caller } from '../../rules/consortium/membership';
import { rolesInCertificate, type CertificateRoles } from './certificate';

/** So many certificates are remembered: those of all members' clients, with room to spare. */
const CERTIFICATES_KEPT = 2000;

const rolesByCertificate = new Map<string, CertificateRoles>();

/** The creator of the transaction. Reading a certificate is dear: each is read once. */
export function callerOf(stub: ChaincodeStub): Caller {
  const { mspid, idBytes } = stub.getCreator();
  const certificate = Buffer.from(idBytes).toString('latin1');
  let certified = rolesByCertificate.get(certificate);
  if (certified === undefined) {
    certified = rolesInCertificate(idBytes);
    if (rolesByCertificate.size >= CERTIFICATES_KEPT) rolesByCertificate.clear();
    rolesByCertificate.set(certificate, certified);
  }
  return { mspId: mspid, certified, certificate };
}
