import { canonicalJson, compositeKey, keys, sha256Hex, type Key } from '@jangbu/model';
import { buildChain, type BuiltTransaction, type Change } from '../../../testing/blocks';
import { StoreError } from '../../core/errors';
import { followBlocks } from '../../core/follow/follow-blocks';
import { readBlock } from '../../core/follow/read-block';
import { CredentialMirror } from './mirror';

const KID = 'k'.repeat(43);
const record = (n: number): string => sha256Hex(`record ${n}`);
const tag = (n: number): string => sha256Hex(`tag ${n}`);

function put(key: Key, document: object): Change {
  return [compositeKey(key), canonicalJson(document)];
}

function member(id: string) {
  const name = { en: id, ko: id };
  return { id, mspId: `${id}MSP`, name, lei: 'JNGB00KOFIA000000069', status: 'ACTIVE', roles: [] };
}

const members = put(keys.members(), {
  type: 'members',
  version: 1,
  foundingHash: '',
  members: ['a', 'b', 'c'].map(member),
});
const key = { type: 'issuer-key', version: 1, issuer: 'a', iss: 'https://a.example', kid: KID };
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

function burnt(n: number): Change {
  return put(keys.burntTag(tag(n)), { type: 'burnt-tag', version: 1, tag: tag(n) });
}

let serial = 0;
function by(mspId: string, signedAt: number, ...writes: readonly Change[]): BuiltTransaction {
  serial += 1;
  return { transactionId: `tx${serial}`, mspId, signedAt, writes };
}

async function mirrorOf(...blocks: readonly (readonly BuiltTransaction[])[]): Promise<CredentialMirror> {
  const chain = buildChain(...blocks);
  const mirror = new CredentialMirror();
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
    [by('bMSP', 3, batch('b', 'batch-0002', 2, 3))],
  );
  expect(mirror.issuerKey(KID)).toMatchObject({ issuer: 'a', iss: 'https://a.example', status: 'ACTIVE' });
  expect(mirror.record(record(2))).toEqual({
    recordId: record(2),
    issuer: 'a',
    kid: KID,
    block: 1,
    validFrom: 10,
    validUntil: 20,
    status: 'ACTIVE',
  });
  expect(mirror.record(record(3))).toMatchObject({ issuer: 'b', block: 2 });
  expect(mirror.record(record(4))).toBeUndefined();
});

test('joins a status to the record of the same issuer, and to no other', async () => {
  const mirror = await mirrorOf(
    [by('aMSP', 1, members, registered, batch('a', 'batch-0001', 1, 2))],
    [by('aMSP', 2, status('a', 1, 'SUSPENDED')), by('bMSP', 2, status('b', 2, 'REVOKED'))],
  );
  expect(mirror.record(record(1))?.status).toBe('SUSPENDED');
  expect(mirror.record(record(2))?.status).toBe('ACTIVE');
});

test('a burnt tag ends what is recorded, and what is recorded later', async () => {
  const mirror = await mirrorOf(
    [by('aMSP', 1, members, registered, batch('a', 'batch-0001', 1))],
    [by('cMSP', 2, burnt(1), burnt(2))],
    [by('aMSP', 3, batch('a', 'batch-0002', 2, 3), status('a', 1, 'REVOKED'))],
  );
  expect([1, 2, 3].map((n) => mirror.record(record(n))?.status)).toEqual(['KILLED', 'KILLED', 'ACTIVE']);
});

test('a key that is retired or compromised says so, by its own member’s word only', async () => {
  const ended = (issuer: string, more: object): Change =>
    put(keys.issuerKeyStatus(issuer, KID), {
      ...{ type: 'issuer-key-status', version: 1, issuer, kid: KID },
      ...more,
    });
  const compromised = { status: 'COMPROMISED', compromisedFrom: 7 };
  const before = await mirrorOf([by('aMSP', 1, members, registered), by('bMSP', 1, ended('b', compromised))]);
  expect(before.issuerKey(KID)?.status).toBe('ACTIVE');
  const after = await mirrorOf(
    [by('aMSP', 1, members, registered)],
    [by('aMSP', 1, ended('a', compromised))],
  );
  expect(after.issuerKey(KID)).toMatchObject({ status: 'COMPROMISED', compromisedFrom: 7 });
});

test('what is invalid, or in a private collection, says nothing', async () => {
  const invalid = { ...by('aMSP', 2, batch('a', 'batch-0001', 1)), code: 10 };
  const own = {
    ...by('bMSP', 2),
    privateWrites: { _implicit_org_bMSP: [batch('b', 'batch-0002', 2)] },
  };
  const mirror = await mirrorOf([by('aMSP', 1, members, registered)], [invalid, own]);
  expect(mirror.record(record(1))).toBeUndefined();
  expect(mirror.record(record(2))).toBeUndefined();
});

test('its age is that of the times which enough members have signed', async () => {
  const mirror = await mirrorOf([by('aMSP', 1_000, members)]);
  expect(mirror.ageAt(5_000)).toBe(Number.POSITIVE_INFINITY);
  const heard = await mirrorOf(
    [by('aMSP', 1_000, members)],
    [by('aMSP', 3_000), by('bMSP', 2_500), by('strangerMSP', 90_000)],
  );
  expect(heard.ageAt(5_000)).toBe(2_500);
});

describe('a snapshot', () => {
  const blocks = [
    [by('aMSP', 1_000, members, registered), by('bMSP', 1_100)],
    [by('aMSP', 2_000, batch('a', 'batch-0001', 1, 2, 3))],
    [by('aMSP', 3_000, status('a', 1, 'SUSPENDED'), burnt(2))],
  ];

  test('restores all that the mirror knew, and where it stood', async () => {
    const mirror = await mirrorOf(...blocks);
    const restored = CredentialMirror.restore(mirror.snapshot());
    expect(await restored.checkpoint()).toEqual(await mirror.checkpoint());
    expect([1, 2, 3].map((n) => restored.record(record(n)))).toEqual(
      [1, 2, 3].map((n) => mirror.record(record(n))),
    );
    expect(restored.issuerKey(KID)).toEqual(mirror.issuerKey(KID));
    expect(restored.ageAt(5_000)).toBe(mirror.ageAt(5_000));
    expect(restored.recordsOf(tag(3))).toMatchObject([{ recordId: record(3) }]);
    expect(restored.batchOf(record(3))).toEqual({ issuer: 'a', batchId: 'batch-0001' });
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
