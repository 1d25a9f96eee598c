import { isClientRole, roleAttribute, type ClientRole } from '@jangbu/model';
import { ClientIdentity, type ChaincodeStub } from 'fabric-shim';
import type { Caller } from '../../rules/consortium/membership';

/** So many certificates are remembered: those of all members' clients, with room to spare. */
const CERTIFICATES_KEPT = 2000;

const rolesByCertificate = new Map<string, ClientRole | null>();

function roleIn(stub: ChaincodeStub): ClientRole | null {
  try {
    const role = new ClientIdentity(stub).getAttributeValue(roleAttribute);
    return isClientRole(role) ? role : null;
  } catch {
    // A creator without an X.509 certificate, or with an extension that is no JSON, has no role.
    return null;
  }
}

/** The creator of the transaction. Reading a certificate is dear: each is read once. */
export function callerOf(stub: ChaincodeStub): Caller {
  const { mspid, idBytes } = stub.getCreator();
  const certificate = Buffer.from(idBytes).toString('latin1');
  let role = rolesByCertificate.get(certificate);
  if (role === undefined) {
    role = roleIn(stub);
    if (rolesByCertificate.size >= CERTIFICATES_KEPT) rolesByCertificate.clear();
    rolesByCertificate.set(certificate, role);
  }
  return { mspId: mspid, role, certificate };
}
