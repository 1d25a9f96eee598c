import type { Ledger } from '@jangbu/client';
import { followBlocks } from '@jangbu/client/follow';
import { LoginDesk, MemoryLoginStore } from '@jangbu/client/login';
import { CredentialMirror, Verifier } from '@jangbu/client/verifier';
import { connectAs, type NetworkContext } from 'jangbu';

/** So old may a firm's view of the ledger be before it lets nobody in. */
const MAX_AGE_MS = 600_000;
const TERMS = {
  id: 'login/1',
  text: '이 회사의 로그인 이용 약관에 동의합니다. / I agree to the terms of logging in at this firm.',
};

/** A firm at which investors log in: its mirror follows its own peer from the first block on. */
export class VerifyingFirm {
  readonly ledger: Ledger;
  readonly mirror = new CredentialMirror();
  readonly verifier: Verifier;
  readonly desk: LoginDesk;
  readonly #stop = new AbortController();
  readonly #following: Promise<unknown>;
  #failed: Error | undefined;

  private constructor(ledger: Ledger) {
    this.ledger = ledger;
    this.verifier = this.verifierAt();
    const { verifier, member } = this;
    const { logins } = ledger;
    this.desk = new LoginDesk({ member, logins, verifier, store: new MemoryLoginStore(), terms: TERMS });
    this.#following = followBlocks(ledger, this.mirror, {
      signal: this.#stop.signal,
      privateData: 'WITHOUT',
    }).catch((error: unknown) => {
      this.#failed = error instanceof Error ? error : new Error(String(error));
    });
  }

  /** @param member id of a member of the network in `context` */
  static async open(context: Pick<NetworkContext, 'stateDir'>, member: string): Promise<VerifyingFirm> {
    return new VerifyingFirm(await connectAs(context, member, 'verifier'));
  }

  get member(): string {
    return this.ledger.member.id;
  }

  /** The address that wallets sign. */
  get audience(): string {
    return `https://login.${this.member}.jangbu.example`;
  }

  /** Another verifier over the same mirror. @param now milliseconds since 1970 */
  verifierAt(now: () => number = Date.now): Verifier {
    return new Verifier({ member: this.member, registry: this.mirror, maxAgeMs: MAX_AGE_MS, now });
  }

  /** Waits until the mirror says so. @throws what ended the following of blocks */
  async until(holds: (mirror: CredentialMirror) => boolean): Promise<void> {
    while (!holds(this.mirror)) {
      if (this.#failed) throw this.#failed;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#following;
    await this.ledger.close();
  }
}
