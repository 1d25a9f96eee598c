import { createPrivateKey, sign } from 'node:crypto';

import { msp } from '@hyperledger/fabric-protos';

import { fabricSignature } from '@jangbu/model';

/** An identity that can sign for its member, as Fabric's messages want it. */
export interface Signer {
  readonly mspId: string;
  /** Serialised `msp.SerializedIdentity`. */
  readonly creator: Uint8Array;
  /** @returns the ECDSA signature over SHA-256 of the message, DER, low S */
  sign(message: Uint8Array): Uint8Array;
}

/**
 * Makes a signer of a certificate and its key.
 *
 * @param mspId Fabric's name for the member
 * @param certificate PEM
 * @param key PEM of the private key, on P-256
 */
export function signerOf(mspId: string, certificate: Buffer, key: Buffer): Signer {
  const privateKey = createPrivateKey(key);
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(certificate);
  return {
    mspId,
    creator: identity.serializeBinary(),
    sign: (message) =>
      fabricSignature(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
  };
}
