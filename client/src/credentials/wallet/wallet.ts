import {
  RECOVERY_CODE_BYTES,
  recoveryCodeText,
  RENEWALS_PREPARED,
  type ClaimName,
  type KillScope,
} from '@jangbu/model';
import { randomBytes } from 'node:crypto';
import { WalletError } from '../../core/errors';
import { checkReceivedCopy } from './received-copy';
import type { HolderKey, HolderKeys } from './holder-keys';
import type { ExpectedBinding } from '../format/key-binding';
import { makeKeyProof, type ProofTarget } from '../format/key-proof';
import { presentCopy } from './present-copy';
import { requireRecoveryCode, setTagsOf } from '../format/recovery';
import type { WalletContent, WalletSlot, WalletStore } from './wallet-store';

/** What a wallet works with. */
export interface WalletOptions extends KillScope {
  readonly store: WalletStore;
  readonly keys: HolderKeys;
  /** Milliseconds since 1970; the system's clock when left out. */
  readonly now?: () => number;
}

/** A set for someone who had one: on a new device, or when the prepared renewals are used up. */
export interface SetRecovered extends ProofTarget {
  /** As its holder typed it. */
  readonly recoveryCode: string;
  /** Renewals that the issuer recorded before, plus one. */
  readonly renewal: number;
  /** `firms` of the earlier wallet, one a slot: so that each firm keeps its slot, and the pseudonym stays. */
  readonly firms: readonly (string | null)[];
}

/** A request of a firm that the wallet has found to be genuine. */
export interface PresentationRequest extends ExpectedBinding {
  /** Member id of the firm. The slot is bound to it for good, so it must be known, not just claimed. */
  readonly firm: string;
  /** What the holder agreed to disclose, besides how and since when identity is confirmed. */
  readonly disclose?: readonly ClaimName[];
}

const EMPTY: WalletContent = { renewal: 0, slots: [], firms: [], killTags: [] };

function freeSlots(count: number): null[] {
  return Array.from({ length: count }, () => null);
}

/** An investor's wallet: one set of copies, each bound to one firm once it was used there. */
export class Wallet {
  readonly #options: WalletOptions;
  readonly #now: () => number;
  /** What the wallet does, one after the other: two logins at once must not bind one slot to two firms. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: WalletOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Asks for the first set, with fresh keys.
   *
   * @param copies how many copies the issuer's sets have
   * @returns one key proof a copy, and the recovery code: to be shown once and kept by the holder, off
   *   this device. The wallet does not keep it
   * @throws WalletError HOLDS_A_SET; InputError when a set has more copies than a recovery code ends
   */
  ask(
    target: ProofTarget & { readonly copies: number },
  ): Promise<{ readonly proofs: readonly string[]; readonly recoveryCode: string }> {
    return this.#inTurn(async (content) => {
      if (content.slots.length > 0) throw new WalletError('HOLDS_A_SET', 'the wallet holds a set already');
      const code = randomBytes(RECOVERY_CODE_BYTES);
      const killTags = setTagsOf(code, this.#options, target.copies);
      const fresh = { ...EMPTY, firms: freeSlots(target.copies), killTags };
      return { proofs: await this.#proofs(fresh, target, 0), recoveryCode: recoveryCodeText(code) };
    });
  }

  /**
   * Asks for the next set on the same device. The one that it holds stays in use until the next is received.
   *
   * @returns one key proof a copy
   * @throws WalletError EMPTY, or RENEWALS_USED_UP: then `askWithCode`
   */
  askRenewal(target: ProofTarget): Promise<readonly string[]> {
    return this.#inTurn((content) => {
      if (content.slots.length === 0) throw new WalletError('EMPTY', 'the wallet holds no set to renew');
      return this.#proofs(content, target, content.renewal + 1);
    });
  }

  /**
   * Asks for a set with the recovery code of an earlier one, on this device or a new one.
   *
   * @returns one key proof a copy
   * @throws WalletError RECOVERY_CODE, RENEWALS_USED_UP
   */
  askWithCode({ recoveryCode, renewal, firms, ...target }: SetRecovered): Promise<readonly string[]> {
    return this.#inTurn((content) => {
      const killTags = setTagsOf(requireRecoveryCode(recoveryCode), this.#options, firms.length);
      return this.#proofs({ ...content, firms, killTags }, target, renewal);
    });
  }

  /**
   * Takes in the set that was asked for. Until a copy is usable, the one of the set before is shown in its place.
   *
   * @param credentials the issued copies, in the order of their proofs
   * @param usableFrom when each is on the ledger, as the issuer says, in seconds since 1970; at once when left out
   * @throws WalletError NOT_ASKED, COPIES_UNFIT, KEY_MISSING
   */
  accept(credentials: readonly string[], usableFrom: readonly number[] = []): Promise<void> {
    return this.#inTurn(async ({ asked, ...content }) => {
      if (!asked) throw new WalletError('NOT_ASKED', 'the wallet has asked for no set');
      if (credentials.length !== asked.keyIds.length)
        throw new WalletError('COPIES_UNFIT', 'the issuer handed out more or fewer copies than asked for');
      const slots = await Promise.all(
        asked.keyIds.map(async (keyId, slot) => {
          const credential = credentials[slot] ?? '';
          checkReceivedCopy(credential, asked.iss, (await this.#key(keyId)).jwk);
          return { keyId, credential, usableFrom: usableFrom[slot] ?? 0 };
        }),
      );
      const former = content.slots;
      await this.#options.store.write({ ...content, renewal: asked.renewal, slots, former });
    });
  }

  /**
   * Makes a presentation for one firm: by the slot bound to it, or by a free one that is bound to it now.
   *
   * @returns SD-JWT with key binding, in compact form
   * @throws WalletError EMPTY, NO_SLOT_FREE, NOT_USABLE_YET, CLAIM_UNKNOWN, KEY_MISSING
   */
  present(request: PresentationRequest): Promise<string> {
    return this.#inTurn(async (content) => {
      const slot = await this.#slotFor(request.firm, content);
      const copy = this.#usable(slot, content);
      if (!copy) throw new WalletError('NOT_USABLE_YET', 'the copy for this firm is not on the ledger yet');
      const key = await this.#key(copy.keyId);
      return presentCopy(copy.credential, request, Math.floor(this.#now() / 1000), key);
    });
  }

  /** Which firm each slot is bound to: to be backed up, for a new device to go on with. */
  async firms(): Promise<readonly (string | null)[]> {
    return (await this.#options.store.read())?.firms ?? [];
  }

  /** The copy to be shown for a slot, when there is one that the ledger lists. */
  #usable(slot: number, { slots, former = [] }: WalletContent): WalletSlot | undefined {
    const now = this.#now() / 1000;
    return [slots[slot], former[slot]].find((copy) => copy && (copy.usableFrom ?? 0) <= now);
  }

  /** The slot is bound durably before anything is shown with it: the lowest that is usable. */
  async #slotFor(firm: string, content: WalletContent): Promise<number> {
    if (content.slots.length === 0) throw new WalletError('EMPTY', 'the wallet holds no set');
    const bound = content.firms.indexOf(firm);
    if (bound >= 0) return bound;
    if (!content.firms.includes(null))
      throw new WalletError('NO_SLOT_FREE', 'all copies are bound to other firms');
    const free = content.firms.findIndex((firm, slot) => firm === null && this.#usable(slot, content));
    if (free < 0) throw new WalletError('NOT_USABLE_YET', 'no free copy is on the ledger yet');
    await this.#options.store.write({ ...content, firms: content.firms.with(free, firm) });
    return free;
  }

  async #proofs(content: WalletContent, target: ProofTarget, renewal: number): Promise<string[]> {
    if (!Number.isInteger(renewal) || renewal < 0 || renewal >= RENEWALS_PREPARED)
      throw new WalletError('RENEWALS_USED_UP', 'no kill tags are prepared for this renewal');
    const keys = await Promise.all(content.killTags.map(() => this.#options.keys.create()));
    const asked = { iss: target.audience, renewal, keyIds: keys.map(({ id }) => id) };
    await this.#options.store.write({ ...content, asked });
    const iat = Math.floor(this.#now() / 1000);
    return Promise.all(
      keys.map((key, slot) => makeKeyProof(target, content.killTags[slot]?.[renewal] ?? '', iat, key)),
    );
  }

  async #key(id: string): Promise<HolderKey> {
    const key = await this.#options.keys.find(id);
    if (!key) throw new WalletError('KEY_MISSING', "the device does not have a copy's key any more");
    return key;
  }

  #inTurn<T>(act: (content: WalletContent) => Promise<T>): Promise<T> {
    const turn = this.#last.then(async () => act((await this.#options.store.read()) ?? EMPTY));
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
