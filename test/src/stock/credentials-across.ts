import type { Ledger } from '@jangbu/client';
import { followBlocks } from '@jangbu/client/follow';
import {
  Issuer,
  IssuingDesk,
  MemoryIssuedStore,
  MemoryStatusIndexes,
  softwareKey,
} from '@jangbu/client/issuer';
import { CredentialMirror, Verifier, type Verification } from '@jangbu/client/verifier';
import { MemoryHolderKeys, MemoryWalletStore, Wallet } from '@jangbu/client/wallet';
import { until } from '@jangbu/network';

const COPIES = 2;
/** A peer that is behind has a block soon after the others; a busy machine may take its time. */
const LONGEST_MS = 120_000;
const PERIODS = { periodDays: 7, validPeriods: 52 };
const AUDIENCE = 'https://login.example';

/** An investor whom a firm has identified, and the firm that did. */
export interface Identified {
  /** Member id of the firm. */
  readonly issuer: string;
  readonly wallet: Wallet;
  readonly recordIds: readonly string[];
}

/** A firm registers a key, identifies an investor face to face and records the copies on the ledger. */
export async function identifyInvestor(issuing: Ledger, iss: string): Promise<Identified> {
  const key = softwareKey();
  await issuing.credentials.registerKey({
    iss,
    x: key.jwk.x,
    y: key.jwk.y,
    sign: (bytes) => key.sign(bytes),
  });
  const issuer = new Issuer({
    ...{ iss, key, periods: PERIODS, copies: COPIES },
    statusIndexes: new MemoryStatusIndexes(`${iss}/status/1`),
  });
  const store = new MemoryIssuedStore();
  const { credentials } = issuing;
  const desk = new IssuingDesk({ issuer, credentials, store, spreadSeconds: 0, workSeconds: 0 });
  const scope = { consortium: 'stock', channel: issuing.channel };
  const wallet = new Wallet({ ...scope, store: new MemoryWalletStore(), keys: new MemoryHolderKeys() });
  const nonce = await issuer.newNonce();
  const { proofs } = await wallet.ask({ audience: iss, nonce, copies: COPIES });
  const issued = await desk.issue('투자자', {
    ...{ nonce, proofs, confirmation: { manner: 'FACE_TO_FACE' }, confirmedAt: Date.now() },
    claims: { name: '홍길동' },
  });
  await wallet.accept(issued.credentials, issued.usableFrom);
  await desk.work();
  const record = await store.read('투자자');
  const recordIds = record?.copies.map(({ recordId }) => recordId) ?? [];
  if (recordIds.length !== COPIES) throw new Error(`${recordIds.length} copies instead of ${COPIES}`);
  return { issuer: issuing.member.id, wallet, recordIds };
}

/** Another firm's view of the ledger, from its own peer's blocks, until what is waited for is there. */
export async function verifyAt(
  verifying: Ledger,
  { issuer, wallet, recordIds }: Identified,
  status: 'ACTIVE' | 'SUSPENDED',
): Promise<Verification> {
  const mirror = new CredentialMirror();
  const stop = new AbortController();
  const following = followBlocks(verifying, mirror, { signal: stop.signal, privateData: 'WITHOUT' });
  try {
    const isThere = (): boolean => recordIds.every((id) => mirror.record(issuer, id)?.status === status);
    if (!(await until(isThere, LONGEST_MS))) throw new Error(`${verifying.member.id} sees no copy ${status}`);
    const { id: member } = verifying.member;
    const verifier = new Verifier({ member, registry: mirror, maxAgeMs: 600_000 });
    const request = { audience: AUDIENCE, nonce: await verifier.newNonce() };
    return await verifier.verify(await wallet.present({ firm: member, ...request, disclose: [] }), request);
  } finally {
    stop.abort();
    await following;
  }
}
