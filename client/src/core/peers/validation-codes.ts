import { peer } from '@hyperledger/fabric-protos';

/** Fabric's validation codes of a transaction in a block (peer/transaction.proto). */
export const VALIDATION = peer.TxValidationCode;

const NAMES = new Map<number, string>(Object.entries(VALIDATION).map(([name, code]) => [code, name]));

/** A validation code by name; its number when this version does not know it. */
export function validationName(code: number): string {
  return NAMES.get(code) ?? String(code);
}
