import { createPrivateKey, sign, type KeyObject } from 'node:crypto';

import { msp } from '@hyperledger/fabric-protos';

/** Order of the group of P-256 (NIST SP 800-186, 3.2.1.3). */
const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const halfOrder = order / 2n;
const scalarBytes = 32;

/** An identity that can sign for its member, as Fabric's messages want it. */
export interface Signer {
  readonly mspId: string;
  /** Serialised `msp.SerializedIdentity`. */
  readonly creator: Uint8Array;
  /** @returns the ECDSA signature over SHA-256 of the message, DER, low S */
  sign(message: Uint8Array): Uint8Array;
}

function derInteger(scalar: Buffer): Buffer {
  const first = scalar.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Buffer.from([0]) : scalar.subarray(first);
  // A leading bit of 1 would make the number negative.
  const body = (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits;
  return Buffer.concat([Buffer.from([0x02, body.length]), body]);
}

/**
 * Rewrites a signature of two 32-byte numbers as DER with the lower of the two possible S, the only form
 * that Fabric accepts.
 *
 * @param raw r and s, 64 bytes (IEEE P1363)
 */
export function lowSDer(raw: Buffer): Buffer {
  const s = BigInt(`0x${raw.subarray(scalarBytes).toString('hex')}`);
  const low = s > halfOrder ? order - s : s;
  const lowBytes = Buffer.from(low.toString(16).padStart(2 * scalarBytes, '0'), 'hex');
  const body = Buffer.concat([derInteger(raw.subarray(0, scalarBytes)), derInteger(lowBytes)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function signDigest(key: KeyObject, message: Uint8Array): Buffer {
  return sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
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
    sign: (message) => lowSDer(signDigest(privateKey, message)),
  };
}
