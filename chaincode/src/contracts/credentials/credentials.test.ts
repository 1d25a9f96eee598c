import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import {
  canonicalJson,
  killKeyOf,
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
  const named = { issuer, iss: `https://${issuer}.example`, grant: 1, kid: thumbprintOf({ x, y }) };
  const key = { ...named, x, y, ...changed };
  const { iss, grant, kid } = key;
  const signed = { type: 'issuer-key-proof', version: 1, channel, issuer, iss, grant, kid };
  return { type: 'issuer-key', version: 1, ...key, proof: proofOf(signed, privateKey) };
}

function proofOf(signed: object, key: KeyObject): string {
  const text = Buffer.from(canonicalJson(signed));
  return sign('sha256', text, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

const SECRET = createHash('sha256').update('kill').digest();
const tagOf = (slot: number, renewal: number): string => killTagOf(killKeyOf(SECRET, { slot, renewal }));
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
      { recordId: record(1), killTag: tagOf(3, 1) },
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

function killOf(secret: Buffer): object {
  const frame = { type: 'kill-request', version: 1, issuer: 'a', batchId: 'batch-0001' };
  return { ...frame, secret: secret.toString('hex') };
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

/** A consortium in which `a` may issue. */
async function withIssuer(): Promise<SimulatedConsortium> {
  const consortium = await openConsortium(4);
  await consortium.carry({ kind: 'GRANT_ISSUER', member: 'a', iss: 'https://a.example' });
  return consortium;
}

async function withKey(): Promise<SimulatedConsortium> {
  const consortium = await withIssuer();
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
    const consortium = await withIssuer();
    expect(await act(consortium, names.registerKey, KEY)).toEqual(RECORDED);
    // The same key with another proof is the same key.
    expect(await act(consortium, names.registerKey, keyOf('a'))).toEqual(ALREADY);
    const listed = await consortium.query(consortium.client('b', 'auditor'), names.keys);
    expect(listed).toEqual([{ key: KEY, status: null, ended: null }]);
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
    const consortium = await withIssuer();
    await consortium.carry({ kind: 'GRANT_ISSUER', member: 'b', iss: 'https://b.example' });
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
    await refusal('NOT_AN_ISSUER', act(consortium, names.recordBatch, batchOf({ issuer: 'b' }), 'b'));
    const unknown = batchOf({ batchId: 'batch-0002', kid: keyOf('a', other).kid });
    await refusal('KEY_UNKNOWN', act(consortium, names.recordBatch, unknown));
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

describe('who may issue', () => {
  it('is for the members to say, and under which URL', async () => {
    const consortium = await openConsortium(4);
    await refusal('NOT_AN_ISSUER', act(consortium, names.registerKey, KEY));
    await consortium.carry({ kind: 'GRANT_ISSUER', member: 'a', iss: 'https://a.example' });
    const elsewhere = keyOf('a', pair, { iss: 'https://b.example' });
    await refusal('ISS_NOT_GRANTED', act(consortium, names.registerKey, elsewhere));
    await refusal('INVALID_DOCUMENT', act(consortium, names.registerKey, keyOf('a', pair, { grant: 2 })));
    expect(await act(consortium, names.registerKey, KEY)).toEqual(RECORDED);
  });

  it('ends with a suspension: nothing is recorded under its keys any more, reinstated or not', async () => {
    const consortium = await withBatch();
    await consortium.carry({ kind: 'SUSPEND_MEMBER', member: 'a' });
    const more = batchOf({ batchId: 'batch-0002' });
    await refusal('NOT_A_MEMBER', act(consortium, names.recordBatch, more));
    await consortium.carry({ kind: 'REINSTATE_MEMBER', member: 'a' });
    await refusal('NOT_AN_ISSUER', act(consortium, names.recordBatch, more));
    await consortium.carry({ kind: 'GRANT_ISSUER', member: 'a', iss: 'https://a.example' });
    await refusal('KEY_NOT_ACTIVE', act(consortium, names.recordBatch, more));
    // Nor does the key come back under the new grant: it takes a new one.
    await refusal('KEY_NOT_ACTIVE', act(consortium, names.registerKey, keyOf('a', pair, { grant: 2 })));
    const next = keyOf('a', other, { grant: 2 });
    expect(await act(consortium, names.registerKey, next)).toEqual(RECORDED);
    expect(await act(consortium, names.recordBatch, { ...more, kid: next.kid })).toEqual(RECORDED);
    expect(await consortium.query(consortium.client('b', 'auditor'), names.keys)).toEqual(
      expect.arrayContaining([
        { key: KEY, status: null, ended: {} },
        { key: next, status: null, ended: null },
      ]),
    );
  });

  it('leaves a suspended issuer what ends its own copies and keys', async () => {
    const consortium = await withBatch();
    await consortium.carry({ kind: 'SUSPEND_MEMBER', member: 'a' });
    const revoked = { recordId: record(1), status: 'REVOKED', reason: 'RULE' } as const;
    expect(await act(consortium, names.setStatus, statusOf([revoked]))).toEqual(RECORDED);
    const retired = { type: 'issuer-key-status', version: 1, issuer: 'a', kid: KEY.kid, status: 'RETIRED' };
    expect(await act(consortium, names.endKey, retired)).toEqual(RECORDED);
    await refusal('NOT_THE_SUBMITTER', act(consortium, names.endKey, retired, 'b'));
  });

  it('is taken from a single key by vote, whatever its issuer says of it', async () => {
    const consortium = await withKey();
    const frame = { type: 'issuer-key-status', version: 1, issuer: 'a', kid: KEY.kid };
    await act(consortium, names.endKey, { ...frame, status: 'COMPROMISED', compromisedFrom: 10 ** 9 });
    await consortium.carry({ kind: 'END_ISSUER_KEY', issuer: 'a', kid: KEY.kid, from: 7 });
    const [listed] = (await consortium.query(consortium.client('b', 'auditor'), names.keys)) as unknown[];
    expect(listed).toMatchObject({ ended: { from: 7 } });
  });

  it('is refused to a key that a vote has ended, and not to the issuer’s others', async () => {
    const consortium = await withKey();
    const next = keyOf('a', other);
    await act(consortium, names.registerKey, next);
    await consortium.carry({ kind: 'END_ISSUER_KEY', issuer: 'a', kid: KEY.kid });
    const told = await refusal('KEY_NOT_ACTIVE', act(consortium, names.recordBatch, batchOf()));
    expect(told).toEqual({ kid: KEY.kid, status: 'ENDED' });
    expect(await act(consortium, names.recordBatch, batchOf({ kid: next.kid }))).toEqual(RECORDED);
  });
});

describe('somebody else’s listing of a copy', () => {
  it('keeps its issuer from nothing', async () => {
    const consortium = await withKey();
    await consortium.carry({ kind: 'GRANT_ISSUER', member: 'b', iss: 'https://b.example' });
    const thief = keyOf('b', other);
    await act(consortium, names.registerKey, thief, 'b');
    const copied = batchOf({ issuer: 'b', kid: thief.kid });
    expect(await act(consortium, names.recordBatch, copied, 'b')).toEqual(RECORDED);
    expect(await act(consortium, names.recordBatch, batchOf())).toEqual(RECORDED);
    const revoked = statusOf([{ recordId: record(1), status: 'REVOKED', reason: 'RULE' }]);
    expect(await act(consortium, names.setStatus, { ...revoked, issuer: 'b' }, 'b')).toEqual(RECORDED);
    expect(await act(consortium, names.setStatus, revoked)).toEqual(RECORDED);
  });
});

describe('the kill switch', () => {
  it('works through any member, once, and writes one small record', async () => {
    const consortium = await withBatch();
    const height = consortium.channel.blocksSince(0).length;
    expect(await act(consortium, names.kill, killOf(SECRET), 'c')).toEqual(RECORDED);
    expect(await act(consortium, names.kill, killOf(SECRET), 'b')).toEqual(ALREADY);
    const blocks = consortium.channel.blocksSince(0).slice(height);
    expect(blocks).toContain('killed-set');
    expect(blocks).not.toContain(tagOf(3, 1));
  });

  it('takes nothing along that ends nothing: the ledger is not filled with made-up keys', async () => {
    const consortium = await withBatch();
    await act(consortium, names.kill, killOf(SECRET), 'c');
    const keysWithRandom = { ...killOf(SECRET), killKeys: [SECRET.toString('hex'), 'ab'.repeat(32)] };
    await refusal('INVALID_DOCUMENT', act(consortium, names.kill, keysWithRandom, 'c'));
    for (let n = 0; n < 3; n += 1) {
      const random = createHash('sha256').update(`random ${n}`).digest();
      await refusal('KILL_REFUSED', act(consortium, names.kill, killOf(random), 'c'));
    }
  });

  it('refuses a wrong code without telling what exists', async () => {
    const consortium = await withBatch();
    const wrong = createHash('sha256').update('wrong').digest();
    const told = await refusal('KILL_REFUSED', act(consortium, names.kill, killOf(wrong), 'c'));
    const absent = { ...killOf(SECRET), batchId: 'batch-9999' };
    expect(await refusal('KILL_REFUSED', act(consortium, names.kill, absent, 'c'))).toEqual(told);
    // Neither a tag nor a copy's key is the secret.
    for (const known of [Buffer.from(tagOf(3, 1), 'hex'), killKeyOf(SECRET, { slot: 3, renewal: 1 })]) {
      await refusal('KILL_REFUSED', act(consortium, names.kill, killOf(known), 'c'));
    }
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
