import type { LedgerTransaction, PublicWrite } from '@jangbu/client/follow';
import {
  Issuer,
  MemoryStatusIndexes,
  softwareKey,
  type IssuedSet,
  type SigningKey,
} from '@jangbu/client/issuer';
import { CredentialMirror } from '@jangbu/client/verifier';
import { MemoryHolderKeys, MemoryWalletStore, Wallet } from '@jangbu/client/wallet';
import { canonicalJson, compositeKey, keys, thumbprintOf, type Key } from '@jangbu/model';

const ISSUER = 'samsung';
const ISS = 'https://samsung.jangbu.example';
const BATCH = 1000;
/** Members that have been heard of just now. */
const HEARD = ['A', 'B', 'C'];

/** An investor with a set of one copy. */
interface Investor {
  readonly wallet: Wallet;
  readonly set: IssuedSet;
}

/** Investors of one firm, and a mirror that knows all their copies. */
export interface IdentifiedInvestors {
  readonly key: SigningKey;
  readonly wallets: readonly Wallet[];
  readonly mirror: CredentialMirror;
}

async function identify(issuer: Issuer): Promise<Investor> {
  const [store, walletKeys] = [new MemoryWalletStore(), new MemoryHolderKeys()];
  const wallet = new Wallet({ consortium: 'jangbu', channel: 'interfirm', store, keys: walletKeys });
  const nonce = await issuer.newNonce();
  const { proofs } = await wallet.ask({ audience: ISS, nonce, copies: 1 });
  const set = await issuer.issue({
    ...{ nonce, proofs, confirmation: { manner: 'FACE_TO_FACE' }, confirmedAt: Date.now() },
    claims: { name: '홍길동', birthdate: '1980-02-29' },
  });
  await wallet.accept(set.copies.map(({ credential }) => credential));
  return { wallet, set };
}

function write(key: Key, document: object): PublicWrite {
  return { namespace: 'jangbu', key: compositeKey(key), value: canonicalJson(document) };
}

function members(): PublicWrite {
  const list = HEARD.map((id) => ({
    ...{ id: id.toLowerCase(), mspId: id, lei: 'JNGB00KOFIA000000069', status: 'ACTIVE', roles: [] },
    name: { en: id, ko: id },
  }));
  return write(keys.members(), { type: 'members', version: 1, foundingHash: '', members: list });
}

function registered({ jwk }: SigningKey): PublicWrite {
  const kid = thumbprintOf(jwk);
  const { x, y } = jwk;
  const named = { type: 'issuer-key', version: 1, issuer: ISSUER, iss: ISS, grant: 1, kid, x, y };
  return write(keys.issuerKey(ISSUER, kid), { ...named, proof: 'A'.repeat(86) });
}

function batches(sets: readonly IssuedSet[]): PublicWrite[] {
  return Array.from({ length: Math.ceil(sets.length / BATCH) }, (_, i) => {
    const page = sets.slice(i * BATCH, (i + 1) * BATCH);
    const [first] = page;
    if (!first) throw new RangeError('an empty page');
    const { kid, validFrom, validUntil } = first;
    const batchId = `bench-${String(i).padStart(6, '0')}`;
    const frame = {
      type: 'credential-batch',
      version: 1,
      issuer: ISSUER,
      batchId,
      kid,
      validFrom,
      validUntil,
    };
    return write(keys.credentialBatch(ISSUER, batchId), {
      ...frame,
      copies: page.flatMap(({ entries }) => entries),
    });
  });
}

/** A mirror as it is after the blocks that recorded all this, which are made here: no network is needed. */
async function mirrorOf(writes: readonly PublicWrite[]): Promise<CredentialMirror> {
  const mirror = new CredentialMirror();
  const transactions = HEARD.map((mspId, position): LedgerTransaction => {
    const creator = { mspId, certificate: '' };
    const made = position === 0 ? writes : [];
    return {
      ...{ transactionId: mspId, position, creator, signedAt: Date.now(), writes: made },
      ...{ privateHashes: [], privateWrites: [] },
    };
  });
  const hash = '0'.repeat(64);
  const block = { number: 0n, hash, previousHash: hash, commitHash: hash, transactions, rejected: [] };
  await mirror.apply(block, { next: 1n, previousHash: hash });
  return mirror;
}

/** So many investors, identified by one firm, each with one copy that the mirror knows. */
export async function identifyMany(count: number): Promise<IdentifiedInvestors> {
  const key = softwareKey();
  const issuer = new Issuer({
    ...{ iss: ISS, key, periods: { periodDays: 7, validPeriods: 52 }, copies: 1 },
    statusIndexes: new MemoryStatusIndexes(`${ISS}/status/1`),
  });
  const investors: Investor[] = [];
  for (let i = 0; i < count; i++) investors.push(await identify(issuer));
  const sets = investors.map(({ set }) => set);
  const mirror = await mirrorOf([members(), registered(key), ...batches(sets)]);
  return { key, mirror, wallets: investors.map(({ wallet }) => wallet) };
}
