/** Whose ledger it is, and who signs. */
export interface Signatory {
  readonly channel: string;
  readonly chaincode: string;
  readonly member: string;
  /** PEM. */
  readonly certificate: string;
  /** ECDSA P-256 with SHA-256 over a message, DER with low s. */
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
}
