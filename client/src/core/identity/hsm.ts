import type * as pkcs11js from 'pkcs11js';
import type { PKCS11 } from 'pkcs11js';
import type { Identity, SignDigest } from './identity';
import { IdentityError } from '../errors';

/** Where a key lies in a hardware security module that speaks PKCS#11. */
export interface HsmKey {
  /** Path of the module's PKCS#11 library. */
  readonly library: string;
  /** Label of the token. */
  readonly token: string;
  readonly pin: string;
  /** Label (CKA_LABEL) of the private P-256 key. */
  readonly key: string;
  /** So many signatures are made at a time; 4 unless told otherwise. */
  readonly sessions?: number | undefined;
}

/** A key that has been found. It never leaves the module. */
export interface HsmSigner extends AsyncDisposable {
  readonly sign: SignDigest;
  /** The identity with its certificate, in PEM. */
  identity(certificate: string): Identity;
  /** Signs no more, and leaves the module. */
  close(): Promise<void>;
}

type Module = typeof pkcs11js;
type Handle = ReturnType<PKCS11['C_OpenSession']>;

const SIGNATURE_BYTES = 64;

async function loadModule(): Promise<Module> {
  try {
    return (await import('pkcs11js')).default;
  } catch (cause) {
    throw new IdentityError('keys in an HSM need the package pkcs11js: install it', { cause });
  }
}

/** Runs a step that may have been done before, by another user of the library in this process. */
function unlessDone(module: Module, done: number, step: () => void): 'DONE_HERE' | 'DONE_BEFORE' {
  try {
    step();
    return 'DONE_HERE';
  } catch (error) {
    if (error instanceof module.Pkcs11Error && error.code === done) return 'DONE_BEFORE';
    throw error;
  }
}

function slotOf(pkcs11: PKCS11, token: string): Handle {
  const slot = pkcs11.C_GetSlotList(true).find((each) => pkcs11.C_GetTokenInfo(each).label.trim() === token);
  if (!slot) throw new IdentityError(`the HSM has no token ${token}`);
  return slot;
}

function findKey(module: Module, pkcs11: PKCS11, session: Handle, label: string): Handle {
  pkcs11.C_FindObjectsInit(session, [
    { type: module.CKA_CLASS, value: module.CKO_PRIVATE_KEY },
    { type: module.CKA_KEY_TYPE, value: module.CKK_EC },
    { type: module.CKA_LABEL, value: label },
  ]);
  try {
    const [key, another] = pkcs11.C_FindObjects(session, 2);
    if (!key) throw new IdentityError(`the token has no EC private key ${label}`);
    if (another) throw new IdentityError(`the token has more than one EC private key ${label}`);
    return key;
  } finally {
    pkcs11.C_FindObjectsFinal(session);
  }
}

/** A session signs one digest at a time. */
class Session {
  readonly #sign: SignDigest;
  #last: Promise<unknown> = Promise.resolve();

  constructor(sign: SignDigest) {
    this.#sign = sign;
  }

  sign(digest: Uint8Array): Promise<Uint8Array> {
    const signature = this.#last.then(() => this.#sign(digest));
    this.#last = signature.catch(() => undefined);
    return signature;
  }

  async idle(): Promise<void> {
    await this.#last;
  }
}

class Pkcs11Signer implements HsmSigner {
  readonly #sessions: readonly Session[];
  readonly #leave: () => void;
  #turn = 0;
  #closed = false;

  constructor(sessions: readonly Session[], leave: () => void) {
    this.#sessions = sessions;
    this.#leave = leave;
  }

  readonly sign = async (digest: Uint8Array): Promise<Uint8Array> => {
    this.#turn = (this.#turn + 1) % this.#sessions.length;
    const session = this.#sessions[this.#turn];
    if (!session || this.#closed) throw new IdentityError('the HSM has been closed');
    try {
      return await session.sign(digest);
    } catch (cause) {
      throw new IdentityError('the HSM did not sign', { cause });
    }
  };

  identity(certificate: string): Identity {
    return { certificate, sign: this.sign };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all(this.#sessions.map((session) => session.idle()));
    this.#leave();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

function open(module: Module, wanted: HsmKey): HsmSigner {
  const pkcs11 = new module.PKCS11();
  pkcs11.load(wanted.library);
  const options = { flags: module.CKF_OS_LOCKING_OK };
  const begun = unlessDone(module, module.CKR_CRYPTOKI_ALREADY_INITIALIZED, () => {
    pkcs11.C_Initialize(options);
  });
  const handles: Handle[] = [];
  const leave = (): void => {
    for (const handle of handles) pkcs11.C_CloseSession(handle);
    if (begun === 'DONE_HERE') pkcs11.C_Finalize();
    pkcs11.close();
  };
  try {
    const slot = slotOf(pkcs11, wanted.token);
    const first = pkcs11.C_OpenSession(slot, module.CKF_SERIAL_SESSION);
    handles.push(first);
    unlessDone(module, module.CKR_USER_ALREADY_LOGGED_IN, () => {
      pkcs11.C_Login(first, module.CKU_USER, wanted.pin);
    });
    const key = findKey(module, pkcs11, first, wanted.key);
    while (handles.length < (wanted.sessions ?? 4)) {
      handles.push(pkcs11.C_OpenSession(slot, module.CKF_SERIAL_SESSION));
    }
    const sessions = handles.map(
      (handle) =>
        new Session((digest) => {
          pkcs11.C_SignInit(handle, { mechanism: module.CKM_ECDSA }, key);
          return pkcs11.C_SignAsync(handle, Buffer.from(digest), Buffer.alloc(SIGNATURE_BYTES));
        }),
    );
    return new Pkcs11Signer(sessions, leave);
  } catch (error) {
    leave();
    throw error;
  }
}

/**
 * Finds a key in a hardware security module. Needs the package `pkcs11js`, which is loaded here and
 * nowhere else. Close it after the ledger connection that signs with it.
 *
 * Source: PKCS #11 v2.40, sections 5.11 and 2.3.6 (CKM_ECDSA signs a digest, and answers r‖s).
 *
 * @throws IdentityError when the package, the library, the token or the key is not there, or the PIN is wrong
 */
export async function openHsmKey(wanted: HsmKey): Promise<HsmSigner> {
  const module = await loadModule();
  try {
    return open(module, wanted);
  } catch (cause) {
    if (cause instanceof IdentityError) throw cause;
    throw new IdentityError('the HSM cannot be used: its library, token or PIN does not fit', { cause });
  }
}
