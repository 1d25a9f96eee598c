import { thumbprintOf } from '@jangbu/model';
import type {
  CredentialRecord,
  CredentialRegistry,
  CredentialStatus,
  RegisteredKey,
} from '../src/credentials/format/credential-registry';
import type { IssuedSet } from '../src/credentials/issuer/issuer';
import type { SigningKey } from '../src/credentials/format/signing-key';

/** A registry that tests fill in by hand. */
export class CredentialTable implements CredentialRegistry {
  readonly keys = new Map<string, RegisteredKey>();
  readonly records = new Map<string, CredentialRecord>();
  ageMs = 0;

  issuerKey(iss: string, kid: string): RegisteredKey | undefined {
    const key = this.keys.get(kid);
    return key?.iss === iss ? key : undefined;
  }

  record(issuer: string, recordId: string): CredentialRecord | undefined {
    const record = this.records.get(recordId);
    return record?.issuer === issuer ? record : undefined;
  }

  ageAt(): number {
    return this.ageMs;
  }

  /** Registers an issuer's key, in use. */
  register(issuer: string, iss: string, { jwk }: SigningKey): void {
    const kid = thumbprintOf(jwk);
    this.keys.set(kid, { issuer, iss, kid, jwk, status: 'ACTIVE' });
  }

  changeKey(kid: string, change: Partial<RegisteredKey>): void {
    const key = this.keys.get(kid);
    if (!key) throw new RangeError(`no key ${kid}`);
    this.keys.set(kid, { ...key, ...change });
  }

  /** Records the copies of a set, as if in one block each. */
  recordSet(
    issuer: string,
    { kid, validFrom, validUntil, entries }: Omit<IssuedSet, 'copies'>,
    block = 10,
  ): void {
    for (const { recordId } of entries) {
      const named = { recordId, issuer, batchId: `batch-of-${recordId}`, kid };
      this.records.set(recordId, { ...named, block, validFrom, validUntil, status: 'ACTIVE' });
    }
  }

  changeRecord(recordId: string, change: Partial<CredentialRecord>): void {
    const record = this.records.get(recordId);
    if (!record) throw new RangeError(`no record ${recordId}`);
    this.records.set(recordId, { ...record, ...change });
  }

  setStatus(recordId: string, status: CredentialStatus): void {
    this.changeRecord(recordId, { status });
  }
}
