import { randomId } from '../../core/random/random';
import { softwareKey, type SigningKey } from '../format/signing-key';

/** A copy's key in the holder's device. */
export interface HolderKey extends SigningKey {
  /** By which the device finds it again. */
  readonly id: string;
}

/** The keys in a device: made there, never taken out. */
export interface HolderKeys {
  /** Makes a fresh P-256 key. */
  create(): Promise<HolderKey>;
  /** @returns undefined when the device does not have it */
  find(id: string): Promise<HolderKey | undefined>;
}

/** Keys in this process's memory. */
export class MemoryHolderKeys implements HolderKeys {
  readonly #keys = new Map<string, HolderKey>();

  create(): Promise<HolderKey> {
    const key = { id: randomId(), ...softwareKey() };
    this.#keys.set(key.id, key);
    return Promise.resolve(key);
  }

  find(id: string): Promise<HolderKey | undefined> {
    return Promise.resolve(this.#keys.get(id));
  }
}
