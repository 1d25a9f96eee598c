import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import {
  canonicalJson,
  killTagOf,
  sha256Hex,
  thumbprintOf,
  transactions,
  type CredentialBatch,
  type IssuerKey,
  type StatusRequest,
} from '@jangbu/model';
import { openConsortium, type SimulatedConsortium } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';

const names = transactions.credentials;

/** A key made from a seed would be better; P-256 keys from node:crypto are as good, made once. */
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function keyOf(
  issuer: string,
  { privateKey, publicKey } = pair,
  changed: Partial<IssuerKey> = {},
  channel = 'interfirm',
): IssuerKey {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const key = { issuer, iss: `https://${issuer}.example`, kid: thumbprintOf({ x, y }), x, y, ...changed };
  const { iss, kid } = key;
  const signed = { type: 'issuer-key-proof', version: 1, channel, issuer, iss, kid };
  return { type: 'issuer-key', version: 1, ...key, proof: proofOf(signed, privateKey) };
}

function proofOf(signed: object, key: KeyObject): string {
  const text = Buffer.from(canonicalJson(signed));
  return sign('sha256', text, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

const KILL_KEY = createHash('sha256').update('kill').digest();
const record = (n: number): string => sha256Hex(`record ${n}`);

function batchOf(changed: Partial<CredentialBatch> = {}): CredentialBatch {
  return {
    type: 'credential-batch',
    version: 1,
    issuer: 'a',
    batchId: 'batch-0001',
    kid: keyOf('a').kid,
    validFrom: 1_760_000_000,
    validUntil: 1_790_000_000,
    copies: [
      { recordId: record(1), killTag: killTagOf(KILL_KEY) },
      { recordId: record(2), killTag: sha256Hex('tag 2') },
    ],
    ...changed,
  };
}

function statusOf(items: StatusRequest['items'], changed: Partial<StatusRequest> = {}): StatusRequest {
  return {
    type: 'credential-status-request',
    version: 1,
    issuer: 'a',
    batchId: 'batch-0001',
    items,
    ...changed,
  };
}

function killOf(...killKeys: readonly Buffer[]): object {
  const frame = { type: 'kill-request', version: 1, issuer: 'a', batchId: 'batch-0001' };
  return { ...frame, killKeys: killKeys.map((key) => key.toString('hex')) };
}

const KEY = keyOf('a');
const RECORDED = { status: 'RECORDED' };
const ALREADY = { status: 'ALREADY_RECORDED' };

function act(consortium: SimulatedConsortium, name: string, document: object, by = 'a'): Promise<unknown> {
  const client = consortium.client(by, 'issuer');
  if (name !== names.recordBatch) return consortium.submit(client, name, document);
  const transient = { request: canonicalJson(document) };
  return consortium.channel.submit({ by: client, name, transient }, consortium.majority);
}

async function withKey(): Promise<SimulatedConsortium> {
  const consortium = await openConsortium(4);
  await act(consortium, names.registerKey, KEY);
  return consortium;
}

async function withBatch(): Promise<SimulatedConsortium> {
  const consortium = await withKey();
  await act(consortium, names.recordBatch, batchOf());
  return consortium;
}

describe("an issuer's key", () => {
  it('is registered once, by whoever has it', async () => {
    const consortium = await openConsortium(4);
    expect(await act(consortium, names.registerKey, KEY)).toEqual(RECORDED);
    // The same key with another proof is the same key.
    expect(await act(consortium, names.registerKey, keyOf('a'))).toEqual(ALREADY);
    await refusal(
      'ID_TAKEN',
      act(consortium, names.registerKey, keyOf('a', pair, { iss: 'https://b.example' })),
    );
    const listed = await consortium.query(consortium.client('b', 'auditor'), names.keys);
    expect(listed).toEqual([{ key: canonicalJson(KEY), status: null }]);
  });

  it('has one text only: with an unused bit set it is no second key (RFC 4648 §3.5)', async () => {
    const consortium = await withKey();
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = (text: string): string =>
      text.slice(0, -1) + String(alphabet[alphabet.indexOf(text.slice(-1)) + 1]);
    const point = { x: KEY.x, y: twin(KEY.y) };
    expect(Buffer.from(point.y, 'base64url')).toEqual(Buffer.from(KEY.y, 'base64url'));
    for (const second of [
      keyOf('a', pair, { ...point, kid: thumbprintOf(point) }),
      keyOf('a', pair, { kid: twin(KEY.kid) }),
      { ...KEY, proof: twin(KEY.proof) },
    ]) {
      await refusal('INVALID_DOCUMENT', act(consortium, names.registerKey, second));
    }
  });

  it('is nobody else’s, of no other channel, and what its name says', async () => {
    const consortium = await openConsortium(4);
    const stolen = { ...KEY, issuer: 'b' };
    await refusal('SIGNATURE_WRONG', act(consortium, names.registerKey, stolen, 'b'));
    await refusal('SIGNATURE_WRONG', act(consortium, names.registerKey, keyOf('a', pair, {}, 'elsewhere')));
    const misnamed = keyOf('a', pair, { kid: keyOf('a', other).kid });
    await refusal('INVALID_DOCUMENT', act(consortium, names.registerKey, misnamed));
    const offCurve = { ...KEY, y: KEY.x };
    const named = { ...offCurve, kid: thumbprintOf(offCurve) };
    await refusal('SIGNATURE_WRONG', act(consortium, names.registerKey, named));
    await refusal('NOT_THE_SUBMITTER', act(consortium, names.registerKey, KEY, 'b'));
    const trader = consortium.submit(consortium.client('a', 'trader'), names.registerKey, KEY);
    await refusal('ROLE_REQUIRED', trader);
    expect(await consortium.query(consortium.client('a', 'auditor'), names.keys)).toEqual([]);
  });

  it('is retired, and may be found compromised later; that is final', async () => {
    const consortium = await withKey();
    const frame = { type: 'issuer-key-status', version: 1, issuer: 'a', kid: KEY.kid };
    const retired = { ...frame, status: 'RETIRED' };
    const compromised = { ...frame, status: 'COMPROMISED', compromisedFrom: 40 };
    await refusal('INVALID_DOCUMENT', act(consortium, names.endKey, { ...retired, compromisedFrom: 1 }));
    await refusal('INVALID_DOCUMENT', act(consortium, names.endKey, { ...frame, status: 'COMPROMISED' }));
    await refusal('KEY_UNKNOWN', act(consortium, names.endKey, { ...retired, kid: keyOf('a', other).kid }));
    expect(await act(consortium, names.endKey, retired)).toEqual(RECORDED);
    expect(await act(consortium, names.endKey, retired)).toEqual(ALREADY);
    expect(await act(consortium, names.endKey, compromised)).toEqual(RECORDED);
    await refusal('KEY_NOT_ACTIVE', act(consortium, names.endKey, retired));
    await refusal('NOT_THE_SUBMITTER', act(consortium, names.endKey, retired, 'b'));
    await refusal('KEY_NOT_ACTIVE', act(consortium, names.recordBatch, batchOf()));
  });
});

describe('a batch', () => {
  it('is recorded once, under a key of its issuer that is in use', async () => {
    const consortium = await withKey();
    expect(await act(consortium, names.recordBatch, batchOf())).toEqual(RECORDED);
    expect(await act(consortium, names.recordBatch, batchOf())).toEqual(ALREADY);
    await refusal('ID_TAKEN', act(consortium, names.recordBatch, batchOf({ validUntil: 1_790_000_001 })));
    await refusal('KEY_UNKNOWN', act(consortium, names.recordBatch, batchOf({ issuer: 'b' }), 'b'));
    const asked = { issuer: 'a', batchId: 'batch-0001' };
    expect(await consortium.query(consortium.client('c', 'verifier'), names.batch, asked)).toEqual(batchOf());
  });

  it('has a period, and each record once', async () => {
    const consortium = await withKey();
    for (const changed of [
      { validUntil: 1_760_000_000 },
      { validUntil: 1_960_000_000 },
      { copies: [...batchOf().copies, ...batchOf().copies] },
      { copies: [] },
    ]) {
      await refusal('INVALID_DOCUMENT', act(consortium, names.recordBatch, batchOf(changed)));
    }
  });
});

describe('the status of a copy', () => {
  const suspended = { recordId: record(1), status: 'SUSPENDED', reason: 'DEVICE_LOST' } as const;
  const revoked = { recordId: record(1), status: 'REVOKED', reason: 'IDENTITY_WRONG' } as const;

  it('goes from active to suspended to revoked, and never back', async () => {
    const consortium = await withBatch();
    expect(await act(consortium, names.setStatus, statusOf([suspended]))).toEqual(RECORDED);
    expect(await act(consortium, names.setStatus, statusOf([suspended]))).toEqual(ALREADY);
    expect(await act(consortium, names.setStatus, statusOf([revoked]))).toEqual(RECORDED);
    await refusal('STATUS_FINAL', act(consortium, names.setStatus, statusOf([suspended])));
  });

  it('is changed by its issuer only, of what its batch lists, once in a request', async () => {
    const consortium = await withBatch();
    await refusal('NOT_THE_SUBMITTER', act(consortium, names.setStatus, statusOf([revoked]), 'b'));
    await refusal(
      'BATCH_UNKNOWN',
      act(consortium, names.setStatus, statusOf([revoked], { issuer: 'b' }), 'b'),
    );
    const unlisted = { ...revoked, recordId: record(9) };
    await refusal('CREDENTIAL_UNKNOWN', act(consortium, names.setStatus, statusOf([revoked, unlisted])));
    await refusal('INVALID_DOCUMENT', act(consortium, names.setStatus, statusOf([suspended, revoked])));
    expect(await act(consortium, names.setStatus, statusOf([revoked]))).toEqual(RECORDED);
  });
});

describe('the kill switch', () => {
  it('works through any member, burns the tags of copies not yet recorded as well, and only once', async () => {
    const consortium = await withBatch();
    const unrecorded = createHash('sha256').update('spare').digest();
    expect(await act(consortium, names.kill, killOf(KILL_KEY, unrecorded), 'c')).toEqual(RECORDED);
    expect(await act(consortium, names.kill, killOf(unrecorded, KILL_KEY), 'b')).toEqual(ALREADY);
    const blocks = consortium.channel.blocksSince(0);
    expect(blocks).toContain(killTagOf(unrecorded));
  });

  it('refuses a wrong code without telling what exists', async () => {
    const consortium = await withBatch();
    const wrong = createHash('sha256').update('wrong').digest();
    const told = await refusal('KILL_REFUSED', act(consortium, names.kill, killOf(wrong), 'c'));
    const absent = { ...killOf(KILL_KEY), batchId: 'batch-9999' };
    expect(await refusal('KILL_REFUSED', act(consortium, names.kill, absent, 'c'))).toEqual(told);
    // A tag is no key to itself.
    const tag = Buffer.from(killTagOf(KILL_KEY), 'hex');
    await refusal('KILL_REFUSED', act(consortium, names.kill, killOf(tag), 'c'));
  });
});

test('a heartbeat needs the own peer only, and is the own member’s', async () => {
  const consortium = await openConsortium(4);
  const beat = (member: string, by = member): Promise<unknown> =>
    consortium.channel.submit(
      {
        by: consortium.client(by, 'auditor'),
        name: names.beat,
        argument: canonicalJson({ type: 'heartbeat', version: 1, member }),
      },
      consortium.mspIds(by),
    );
  expect(await beat('a')).toEqual(RECORDED);
  expect(await beat('a')).toEqual(RECORDED);
  await refusal('NOT_THE_SUBMITTER', beat('a', 'b'));
});
