// Keys and copies in this browser. Keys are WebCrypto's and cannot be exported, by this page or any other.
const KEY = { name: 'ECDSA', namedCurve: 'P-256' };

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('jangbu-wallet', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('keys');
      request.result.createObjectStore('wallet');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function withStore(name, mode, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(name, mode, { durability: 'strict' });
      const request = act(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

async function holderKey(id, pair) {
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return {
    id,
    jwk: { kty: 'EC', crv: 'P-256', x, y },
    sign: async (message) =>
      new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, message)),
  };
}

/** The SDK's HolderKeys. */
export const deviceKeys = {
  async create() {
    const id = crypto.randomUUID();
    const pair = await crypto.subtle.generateKey(KEY, false, ['sign', 'verify']);
    await withStore('keys', 'readwrite', (store) => store.put(pair, id));
    return holderKey(id, pair);
  },
  async find(id) {
    const pair = await withStore('keys', 'readonly', (store) => store.get(id));
    return pair ? holderKey(id, pair) : undefined;
  },
};

/** The SDK's WalletStore. */
export const deviceStore = {
  read: () => withStore('wallet', 'readonly', (store) => store.get('content')),
  write: (content) => withStore('wallet', 'readwrite', (store) => store.put(content, 'content')),
};

/** Forgets everything, like a phone at the bottom of a lake. */
export function forgetDevice() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('jangbu-wallet');
    request.onsuccess = () => resolve();
    request.onerror = request.onblocked = () => reject(request.error ?? new Error('in use by another page'));
  });
}
