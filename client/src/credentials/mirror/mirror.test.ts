import {
  canonicalJson,
  compositeKey,
  keys,
  killKeyOf,
  killTagOf,
  sha256Hex,
  type Issuing,
  type Key,
} from '@jangbu/model';
import { buildChain, type BuiltTransaction, type Change } from '../../../testing/blocks';
import { StoreError } from '../../core/errors';
import { followBlocks } from '../../core/follow/follow-blocks';
import { readBlock } from '../../core/follow/read-block';
import { CredentialMirror } from './mirror';

const KID = 'k'.repeat(43);
const record = (n: number): string => sha256Hex(`record ${n}`);
const SECRET = sha256Hex('secret');
const ISS = 'https://a.example';
/** Copies are slots of one set. */
const tag = (n: number): string => killTagOf(killKeyOf(Buffer.from(SECRET, 'hex'), { slot: n, renewal: 0 }));

function put(key: Key, document: object): Change {
  return [compositeKey(key), canonicalJson(document)];
}

function membersWith(issuing?: Issuing, status = 'ACTIVE'): Change {
  const others = { roles: [], lei: 'JNGB00KOFIA000000069', status: 'ACTIVE' };
  const members = ['a', 'b', 'c'].map((id) => ({
    ...{ id, mspId: `${id}MSP`, name: { en: id, ko: id }, ...others },
    ...(id === 'a' && issuing ? { issuing, status } : {}),
  }));
  return put(keys.members(), { type: 'members', version: 1, foundingHash: '', members });
}

const GRANT = { grant: 1, iss: ISS };
const members = membersWith({ inForce: GRANT, ended: [] });
const key = { type: 'issuer-key', version: 1, issuer: 'a', iss: ISS, grant: 1, kid: KID };
const registered = put(keys.issuerKey('a', KID), { ...key, x: KID, y: KID, proof: 'A'.repeat(86) });

function batch(issuer: string, batchId: string, ...copies: readonly number[]): Change {
  return put(keys.credentialBatch(issuer, batchId), {
    type: 'credential-batch',
    version: 1,
    issuer,
    batchId,
    kid: KID,
    validFrom: 10,
    validUntil: 20,
    copies: copies.map((n) => ({ recordId: record(n), killTag: tag(n) })),
  });
}

function status(issuer: string, n: number, to: string): Change {
  return put(keys.credentialStatus(issuer, record(n)), {
    type: 'credential-status',
    version: 1,
    issuer,
    batchId: 'batch-0001',
    recordId: record(n),
    status: to,
    reason: 'RULE',
  });
}

const killed = put(keys.killedSet(SECRET), { type: 'killed-set', version: 1, secret: SECRET });

const NOW = 5_000;
let serial = 0;
function by(mspId: string, signedAt: number, ...writes: readonly Change[]): BuiltTransaction {
  serial += 1;
  return { transactionId: `tx${serial}`, mspId, signedAt, writes };
}

async function mirrorOf(...blocks: readonly (readonly BuiltTransaction[])[]): Promise<CredentialMirror> {
  const chain = buildChain(...blocks);
  const mirror = new CredentialMirror('jangbu', () => NOW);
  const source = {
    // eslint-disable-next-line @typescript-eslint/require-await -- A source answers over time; this one has all.
    async *blocks({ from }: { readonly from: bigint }) {
      for (const block of chain.slice(Number(from))) yield readBlock({ block });
    },
  };
  await followBlocks(source, mirror, { until: BigInt(chain.length - 1) });
  return mirror;
}

test('knows keys, and records with the block that recorded them first', async () => {
  const mirror = await mirrorOf(
    [by('aMSP', 1, members, registered)],
    [by('aMSP', 2, batch('a', 'batch-0001', 1, 2))],
    [by('aMSP', 3, batch('a', 'batch-0002', 2, 3))],
  );
  expect(mirror.issuerKey(ISS, KID)).toMatchObject({ issuer: 'a', iss: ISS, status: 'ACTIVE' });
  expect(mirror.issuerKey('https://b.example', KID)).toBeUndefined();
  expect(mirror.record('a', record(2))).toEqual({
    recordId: record(2),
    issuer: 'a',
    batchId: 'batch-0001',
    kid: KID,
    block: 1,
    validFrom: 10,
    validUntil: 20,
    status: 'ACTIVE',
  });
  expect(mirror.record('a', record(3))).toMatchObject({ block: 2 });
  expect(mirror.record('a', record(4))).toBeUndefined();
});

test('somebody else’s earlier listing of a copy, of its key and its tag, says nothing of it', async () => {
  const thiefs = put(keys.issuerKey('b', KID), {
    ...{ ...key, issuer: 'b', iss: 'https://b.example' },
    ...{ x: KID, y: KID, proof: 'p'.repeat(86) },
  });
  const mirror = await mirrorOf(
    [by('bMSP', 1, members, thiefs, batch('b', 'batch-0001', 1), status('b', 1, 'REVOKED'))],
    [by('aMSP', 2, registered, batch('a', 'batch-0001', 1))],
  );
  expect(mirror.issuerKey(ISS, KID)).toMatchObject({ issuer: 'a', status: 'ACTIVE' });
  expect(mirror.record('a', record(1))).toMatchObject({ issuer: 'a', block: 1, status: 'ACTIVE' });
  expect(mirror.record('b', record(1))).toMatchObject({ issuer: 'b', status: 'REVOKED' });
});

test('joins a status to the record of the same issuer, and to no other', async () => {
  const mirror = await mirrorOf(
    [by('aMSP', 1, members, registered, batch('a', 'batch-0001', 1, 2))],
    [by('aMSP', 2, status('a', 1, 'SUSPENDED')), by('bMSP', 2, status('b', 2, 'REVOKED'))],
  );
  expect(mirror.record('a', record(1))?.status).toBe('SUSPENDED');
  expect(mirror.record('a', record(2))?.status).toBe('ACTIVE');
});

test('a secret that was shown ends what is recorded, and what is recorded later', async () => {
  const mirror = await mirrorOf(
    [by('aMSP', 1, members, registered, batch('a', 'batch-0001', 1))],
    [by('cMSP', 2, killed)],
    [by('aMSP', 3, batch('a', 'batch-0002', 2, 300), status('a', 1, 'REVOKED'))],
  );
  expect([1, 2, 300].map((n) => mirror.record('a', record(n))?.status)).toEqual([
    'KILLED',
    'KILLED',
    'ACTIVE',
  ]);
});

test('a key that is retired or compromised says so, by its own member’s word only', async () => {
  const ended = (issuer: string, more: object): Change =>
    put(keys.issuerKeyStatus(issuer, KID), {
      ...{ type: 'issuer-key-status', version: 1, issuer, kid: KID },
      ...more,
    });
  const compromised = { status: 'COMPROMISED', compromisedFrom: 7 };
  const before = await mirrorOf([by('aMSP', 1, members, registered), by('bMSP', 1, ended('b', compromised))]);
  expect(before.issuerKey(ISS, KID)?.status).toBe('ACTIVE');
  const after = await mirrorOf(
    [by('aMSP', 1, members, registered)],
    [by('aMSP', 1, ended('a', compromised))],
  );
  expect(after.issuerKey(ISS, KID)).toMatchObject({ status: 'COMPROMISED', compromisedFrom: 7 });
});

test('what is invalid, or in a private collection, says nothing', async () => {
  const invalid = { ...by('aMSP', 2, batch('a', 'batch-0001', 1)), code: 10 };
  const own = {
    ...by('bMSP', 2),
    privateWrites: { _implicit_org_bMSP: [batch('b', 'batch-0002', 2)] },
  };
  const mirror = await mirrorOf([by('aMSP', 1, members, registered)], [invalid, own]);
  expect(mirror.record('a', record(1))).toBeUndefined();
  expect(mirror.record('a', record(2))).toBeUndefined();
});

describe('a key that the members end', () => {
  const over = (from?: number): Issuing => ({
    ended: [{ ...GRANT, ...(from === undefined ? {} : { from }) }],
  });

  test('with its issuer’s suspension counts for what was recorded by then, and stays ended after a reinstatement', async () => {
    const mirror = await mirrorOf(
      [by('aMSP', 1, members, registered)],
      [by('aMSP', 2, batch('a', 'batch-0001', 1)), by('bMSP', 2, membersWith(over(), 'SUSPENDED'))],
    );
    expect(mirror.issuerKey(ISS, KID)).toMatchObject({ status: 'ENDED', endedFrom: 2 });
    const again: Issuing = { inForce: { ...GRANT, grant: 2 }, ...over() };
    const reinstated = await mirrorOf(
      [by('aMSP', 1, members, registered)],
      [by('bMSP', 2, membersWith(over(), 'SUSPENDED'))],
      [by('bMSP', 3, membersWith(again))],
    );
    expect(reinstated.issuerKey(ISS, KID)).toMatchObject({ status: 'ENDED', endedFrom: 2 });
  });

  test('from an earlier block does not count from there on, whatever its issuer says', async () => {
    const word = { status: 'COMPROMISED', compromisedFrom: 1_000_000 };
    const frame = { version: 1, issuer: 'a', kid: KID };
    const ended = put(keys.issuerKeyEnd('a', KID), { type: 'issuer-key-end', ...frame, from: 1 });
    const mirror = await mirrorOf(
      [by('aMSP', 1, members, registered)],
      [by('aMSP', 2, put(keys.issuerKeyStatus('a', KID), { type: 'issuer-key-status', ...frame, ...word }))],
      [by('bMSP', 2, ended)],
    );
    expect(mirror.issuerKey(ISS, KID)).toMatchObject({ status: 'COMPROMISED', endedFrom: 1 });
    const withGrant = await mirrorOf(
      [by('aMSP', 1, members, registered)],
      [by('bMSP', 2, membersWith(over(0)))],
    );
    expect(withGrant.issuerKey(ISS, KID)).toMatchObject({ endedFrom: 0 });
    const restored = CredentialMirror.restore(withGrant.snapshot());
    expect(restored.issuerKey(ISS, KID)).toEqual(withGrant.issuerKey(ISS, KID));
  });
});

describe('a document that it cannot read', () => {
  const newer = (kind: string, document: object): Change =>
    put([kind, 'a', record(1)], { ...document, version: 2 });
  const unknownReason = put(keys.credentialStatus('a', record(1)), {
    ...{ type: 'credential-status', version: 1, issuer: 'a', batchId: 'batch-0001' },
    ...{ recordId: record(1), status: 'REVOKED', reason: 'ORACLE' },
  });
  const heard = [by('aMSP', NOW, members, registered, batch('a', 'batch-0001', 1)), by('bMSP', NOW)];

  test.each<[string, Change]>([
    ['a status with a reason of later days', unknownReason],
    ['a newer version of a status', newer('credential-status', { type: 'credential-status' })],
    ['a newer version of a batch', newer('credential-batch', { type: 'credential-batch' })],
    ['a newer version of a key', newer('issuer-key', { type: 'issuer-key' })],
    ['a newer version of a key’s status', newer('issuer-key-status', {})],
    ['a newer version of a key’s end', newer('issuer-key-end', {})],
    ['a newer version of a kill', newer('killed-set', {})],
    ['a newer version of the members', newer('members', {})],
    ['what is no JSON', [compositeKey(keys.credentialStatus('a', record(1))), '{']],
    ['a status that is taken away', [compositeKey(keys.credentialStatus('a', record(1))), null]],
  ])('makes it stale: %s', async (_, change) => {
    expect((await mirrorOf(heard)).ageAt(NOW)).toBe(0);
    const mirror = await mirrorOf(heard, [by('aMSP', NOW, change), by('bMSP', NOW)]);
    expect(mirror.ageAt(NOW)).toBe(Number.POSITIVE_INFINITY);
    expect(mirror.unread).toHaveLength(1);
    // A version that reads it takes nothing over of what this one made of it.
    expect(await CredentialMirror.restore(mirror.snapshot()).checkpoint()).toBeUndefined();
  });

  test('is none of its business when it is not about credentials', async () => {
    const mirror = await mirrorOf(heard, [by('aMSP', NOW, newer('credit-rating', {}))]);
    expect(mirror.ageAt(NOW)).toBe(0);
    expect(mirror.unread).toEqual([]);
  });
});

test('its age is that of the time which more than half of the members have signed', async () => {
  const mirror = await mirrorOf([by('aMSP', 1_000, members)]);
  expect(mirror.ageAt(5_000)).toBe(Number.POSITIVE_INFINITY);
  const heard = await mirrorOf(
    [by('aMSP', 1_000, members)],
    [by('aMSP', 3_000), by('bMSP', 2_500), by('strangerMSP', 4_000)],
  );
  expect(heard.ageAt(5_000)).toBe(2_500);
});

describe('a snapshot', () => {
  const blocks = [
    [by('aMSP', 1_000, members, registered), by('bMSP', 1_100)],
    [by('aMSP', 2_000, batch('a', 'batch-0001', 1, 2, 3))],
    [by('aMSP', 3_000, status('a', 1, 'SUSPENDED'))],
    [by('aMSP', 3_000, killed)],
  ];

  test('restores all that the mirror knew, and where it stood', async () => {
    const mirror = await mirrorOf(...blocks);
    const restored = CredentialMirror.restore(mirror.snapshot());
    expect(await restored.checkpoint()).toEqual(await mirror.checkpoint());
    expect([1, 2, 3].map((n) => restored.record('a', record(n)))).toEqual(
      [1, 2, 3].map((n) => mirror.record('a', record(n))),
    );
    expect(restored.issuerKey(ISS, KID)).toEqual(mirror.issuerKey(ISS, KID));
    expect(restored.ageAt(5_000)).toBe(mirror.ageAt(5_000));
    expect(restored.batchWith(tag(3))).toEqual({ issuer: 'a', batchId: 'batch-0001' });
    expect(restored.snapshot()).toBe(mirror.snapshot());
  });

  test('of an empty mirror is empty', async () => {
    const restored = CredentialMirror.restore(new CredentialMirror('other').snapshot());
    expect(await restored.checkpoint()).toBeUndefined();
    expect(restored.ageAt(0)).toBe(Number.POSITIVE_INFINITY);
  });

  test('is refused when it was changed', async () => {
    const text = (await mirrorOf(...blocks)).snapshot();
    for (const bad of ['', text.slice(0, -1), text.replace('SUSPENDED', 'REVOKED'), `x${text}`]) {
      expect(() => CredentialMirror.restore(bad)).toThrow(StoreError);
    }
  });
});
