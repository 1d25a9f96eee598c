import { createHash, createPublicKey, randomBytes, verify, type JsonWebKey } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { recordIdOf } from '@jangbu/model';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { AUDIENCE, CLAIMS, CredentialWorld, ISS } from '../../../testing/investor';

function isSigned(data: string, signature: string, jwk: JsonWebKey): boolean {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const bytes = Buffer.from(signature, 'base64url');
  return verify('sha256', Buffer.from(data), { key, dsaEncoding: 'ieee-p1363' }, bytes);
}

function hasher(data: string | ArrayBuffer): Uint8Array {
  return createHash('sha256')
    .update(typeof data === 'string' ? data : new Uint8Array(data))
    .digest();
}

/** A Token Status List in which nobody is anything but valid. */
function statusList(uri: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const lst = deflateSync(Buffer.alloc(1 << 20)).toString('base64url');
  const payload = { sub: uri, iat: 1, exp: 4_000_000_000, status_list: { bits: 2, lst } };
  return `${part({ alg: 'ES256', typ: 'statuslist+jwt' })}.${part(payload)}.${randomBytes(64).toString('base64url')}`;
}

function libraryFor(issuer: JsonWebKey): SDJwtVcInstance {
  return new SDJwtVcInstance({
    hasher,
    hashAlg: 'sha-256',
    verifier: (data, signature) => isSigned(data, signature, issuer),
    kbVerifier: (data, signature, { cnf }) => isSigned(data, signature, (cnf as { jwk: JsonWebKey }).jwk),
    statusListFetcher: (uri) => Promise.resolve(statusList(uri)),
    statusVerifier: () => true,
  });
}

test('a standard verifier takes our presentation, and reads what was disclosed', async () => {
  const world = new CredentialWorld();
  await world.issue();
  const nonce = randomBytes(32).toString('base64url');
  const request = { firm: 'firm-b', audience: AUDIENCE, nonce, disclose: ['name'] } as const;
  const presentation = await world.wallet.present(request);
  const library = libraryFor({ ...world.key.jwk });
  const currentDate = Math.floor(world.now / 1000);
  const { payload, kb } = await library.verify(presentation, { keyBindingNonce: nonce, currentDate });
  expect(payload).toMatchObject({ iss: ISS, name: CLAIMS.name });
  expect(payload).not.toHaveProperty('birthdate');
  expect(kb?.payload).toMatchObject({ aud: AUDIENCE, nonce });
  await expect(library.verify(presentation, { keyBindingNonce: `${nonce}x`, currentDate })).rejects.toThrow();
});

test('our verifier takes a credential of our type that the library issued', async () => {
  const world = new CredentialWorld();
  const set = await world.issue();
  const [jwt = ''] = (set.copies[0]?.credential ?? '').split('~');
  const decode = (part: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  const [header = '', body = ''] = jwt.split('.');
  const { _sd, _sd_alg, ...fixed } = decode(body);
  expect([Array.isArray(_sd), _sd_alg]).toEqual([true, 'sha-256']);
  const signer = async (data: string): Promise<string> =>
    Buffer.from(await world.key.sign(Buffer.from(data))).toString('base64url');
  const library = new SDJwtVcInstance({
    ...{ hasher, hashAlg: 'sha-256', signAlg: 'ES256', signer },
    saltGenerator: (length) => randomBytes(length).toString('base64url'),
  });
  const claims = { assurance: { manner: 'FACE_TO_FACE' }, identified_on: '2026-11-19', name: '홍길동' };
  const disclosed = { _sd: ['assurance', 'identified_on', 'name'] as const };
  const issued = await library.issue(
    { ...fixed, ...claims } as unknown as Parameters<typeof library.issue>[0],
    disclosed as unknown as Parameters<typeof library.issue>[1],
    { header: { kid: decode(header)['kid'], typ: 'dc+sd-jwt' } },
  );
  const signed = issued.slice(0, issued.indexOf('~'));
  world.table.recordSet('firm-a', { ...set, ...recordedAs(signed, set.entries[0]?.killTag ?? '') });
  const content = await world.store.read();
  if (!content) throw new Error('the wallet is empty');
  const [slot, ...others] = content.slots;
  if (!slot) throw new Error('the wallet has no copy');
  await world.store.write({ ...content, slots: [{ ...slot, credential: issued }, ...others] });
  const verifier = world.verifier();
  const nonce = await verifier.newNonce();
  const request = { firm: 'firm-b', audience: AUDIENCE, nonce, disclose: ['name'] } as const;
  const presentation = await world.wallet.present(request);
  await expect(
    verifier.verify(presentation, { nonce, audience: AUDIENCE, claims: ['name'] }),
  ).resolves.toMatchObject({ accepted: true, issuer: 'firm-a', claims: { name: '홍길동' } });
});

function recordedAs(jwt: string, killTag: string) {
  const recordId = recordIdOf(jwt.slice(0, jwt.lastIndexOf('.')));
  return { entries: [{ recordId, killTag }] };
}
