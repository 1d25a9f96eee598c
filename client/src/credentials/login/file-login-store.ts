import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { appendLine, asStoreErrors, namesIn, readIfThere, writeDurably } from '../../core/files/durable-file';
import { FolderLock } from '../../core/files/folder-lock';
import type { BegunErasure, KeptConsent, LoginStore } from './login-store';
import type { UseEntry } from './use-tree';

/**
 * A login store in a folder: one file a consent, one an hour's uses, each written durably; nothing is kept in memory.
 * One process at a time.
 */
export class FileLoginStore implements LoginStore {
  readonly #folder: string;
  readonly #lock: FolderLock;

  private constructor(folder: string, lock: FolderLock) {
    this.#folder = folder;
    this.#lock = lock;
  }

  /**
   * Opens the store of a folder; makes it where there is none.
   *
   * @throws StoreError `LOCKED` while another process (or object) has it open
   */
  static async open(folder: string): Promise<FileLoginStore> {
    return new FileLoginStore(folder, await FolderLock.take(folder));
  }

  /** Lets others open it. */
  async close(): Promise<void> {
    await this.#lock.release();
  }

  #path(...parts: readonly string[]): string {
    return join(this.#folder, ...parts);
  }

  async #read<T>(...parts: readonly string[]): Promise<T | undefined> {
    const text = await readIfThere(this.#path(...parts));
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }

  consentsOf(pseudonym: string): Promise<readonly KeptConsent[]> {
    return asStoreErrors(async () => {
      const names = await namesIn(this.#path('consents', pseudonym));
      const kept = await Promise.all(
        names.map((name) => this.#read<KeptConsent>('consents', pseudonym, name)),
      );
      return kept.filter((each) => each !== undefined);
    });
  }

  putConsent(kept: KeptConsent): Promise<void> {
    const { pseudonym, consentId } = kept.consent;
    return asStoreErrors(async () => {
      // The mark comes first: one that points to nothing does no harm.
      if (!kept.recorded) await writeDurably(this.#path('unrecorded', consentId), pseudonym);
      await writeDurably(this.#path('consents', pseudonym, consentId), JSON.stringify(kept));
      if (kept.recorded) await rm(this.#path('unrecorded', consentId), { force: true });
    });
  }

  unrecordedConsents(): Promise<readonly KeptConsent[]> {
    return asStoreErrors(async () => {
      const found: KeptConsent[] = [];
      for (const consentId of await namesIn(this.#path('unrecorded'))) {
        const pseudonym = (await readIfThere(this.#path('unrecorded', consentId))) ?? '';
        const kept = await this.#read<KeptConsent>('consents', pseudonym, consentId);
        if (kept && !kept.recorded) found.push(kept);
      }
      return found;
    });
  }

  dropEvidenceBefore(time: number): Promise<void> {
    return asStoreErrors(async () => {
      for (const pseudonym of await namesIn(this.#path('consents'))) {
        for (const kept of await this.consentsOf(pseudonym)) {
          const isOld = kept.evidence !== null && kept.consent.givenAt < time;
          if (isOld) await this.putConsent({ ...kept, evidence: null });
        }
      }
    });
  }

  addUse(hour: number, use: UseEntry): Promise<void> {
    return asStoreErrors(() => appendLine(this.#path('uses', String(hour)), JSON.stringify(use)));
  }

  usesOf(hour: number): Promise<readonly UseEntry[]> {
    return asStoreErrors(async () => {
      const lines = ((await readIfThere(this.#path('uses', String(hour)))) ?? '').split('\n');
      return lines.flatMap((line): UseEntry[] => {
        try {
          return [JSON.parse(line) as UseEntry];
        } catch {
          return []; // The end, or a line that a crash cut off: that login was not answered.
        }
      });
    });
  }

  hoursToAnchor(): Promise<readonly number[]> {
    return asStoreErrors(async () => {
      const anchored = new Set(await namesIn(this.#path('anchored')));
      const hours = (await namesIn(this.#path('uses'))).filter((name) => !anchored.has(name));
      return hours.map(Number).sort((a, b) => a - b);
    });
  }

  markAnchored(hour: number): Promise<void> {
    return asStoreErrors(() => writeDurably(this.#path('anchored', String(hour)), ''));
  }

  dropUsesBefore(hour: number): Promise<void> {
    return asStoreErrors(async () => {
      for (const name of await namesIn(this.#path('anchored'))) {
        if (Number(name) >= hour) continue;
        await rm(this.#path('uses', name), { force: true });
        await rm(this.#path('anchored', name), { force: true });
      }
    });
  }

  beginErasure(erasure: BegunErasure): Promise<void> {
    return asStoreErrors(() =>
      writeDurably(this.#path('erasures', erasure.erasureId), JSON.stringify(erasure)),
    );
  }

  begunErasures(): Promise<readonly BegunErasure[]> {
    return asStoreErrors(async () => {
      const names = await namesIn(this.#path('erasures'));
      const begun = await Promise.all(names.map((name) => this.#read<BegunErasure>('erasures', name)));
      return begun.filter((each) => each !== undefined);
    });
  }

  finishErasure({ erasureId, pseudonym }: BegunErasure): Promise<void> {
    return asStoreErrors(async () => {
      await rm(this.#path('consents', pseudonym), { recursive: true, force: true });
      await rm(this.#path('erasures', erasureId), { force: true });
    });
  }
}
