/** Where a node's signing key is kept when it is not in a file: a token that PKCS #11 reaches. */
export interface NodeHsm {
  /** The token's library on this host. */
  readonly library: string;
  /** The token's label. */
  readonly label: string;
}

const sha256 = { Hash: 'SHA2', Security: 256 } as const;

/**
 * By what a node signs. The PIN is no part of it: the node takes it from its environment, so that it stands in no
 * file of ours. Fabric's programs must be built with cgo and the tag `pkcs11` to understand the second form.
 */
export function bccspSection(hsm: NodeHsm | undefined): object {
  if (hsm === undefined) return { Default: 'SW', SW: sha256 };
  const { library, label } = hsm;
  return { Default: 'PKCS11', PKCS11: { ...sha256, Library: library, Label: label, Pin: '' } };
}
