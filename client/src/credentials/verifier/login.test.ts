import { pseudonymOf } from '@jangbu/model';
import { AUDIENCE, CLAIMS, CredentialWorld } from '../../../testing/investor';

test('an investor whom one firm identified logs in at another', async () => {
  const world = new CredentialWorld();
  const { copies } = await world.issue();
  const verifier = world.verifier();
  const nonce = await verifier.newNonce();
  const presentation = await world.wallet.present({ firm: 'firm-b', audience: AUDIENCE, nonce });
  expect(await verifier.verify(presentation, { nonce, audience: AUDIENCE })).toEqual({
    accepted: true,
    issuer: 'firm-a',
    assurance: { manner: 'FACE_TO_FACE' },
    since: '2026-11-19',
    pseudonym: pseudonymOf('firm-b', 'firm-a', copies[0]?.subject ?? ''),
    claims: {},
    recordId: copies[0]?.recordId,
    validUntil: Date.UTC(2027, 10, 18) / 1000,
    registryAgeMs: 0,
  });
});

test('what the holder discloses is told, and nothing else', async () => {
  const world = new CredentialWorld();
  await world.issue();
  const verifier = world.verifier();
  const nonce = await verifier.newNonce();
  const request = { firm: 'firm-b', audience: AUDIENCE, nonce, disclose: ['name'] } as const;
  const presentation = await world.wallet.present(request);
  const result = await verifier.verify(presentation, { nonce, audience: AUDIENCE, claims: ['name'] });
  expect(result).toMatchObject({ accepted: true, claims: { name: CLAIMS.name } });
  expect(Buffer.from(presentation, 'utf8').toString()).not.toContain('birthdate');
});

test('who comes back has the same pseudonym, at another firm another one', async () => {
  const world = new CredentialWorld();
  await world.issue();
  const logins = ['firm-b', 'firm-b', 'firm-c'].map(async (member) => {
    const verifier = world.verifier({ member });
    const nonce = await verifier.newNonce();
    const presentation = await world.wallet.present({ firm: member, audience: AUDIENCE, nonce });
    const result = await verifier.verify(presentation, { nonce, audience: AUDIENCE });
    return result.accepted ? result.pseudonym : result.reasons;
  });
  const [first, second, elsewhere] = await Promise.all(logins);
  expect(second).toBe(first);
  expect(elsewhere).not.toBe(first);
  expect(await world.wallet.firms()).toEqual(['firm-b', 'firm-c', null]);
});

test('what the holder agreed to is bound to the login', async () => {
  const world = new CredentialWorld();
  await world.issue();
  const verifier = world.verifier();
  const nonce = await verifier.newNonce();
  const transactionData = [Buffer.from('{"type":"terms","version":3}').toString('base64url')];
  const request = { firm: 'firm-b', audience: AUDIENCE, nonce, transactionData };
  const presentation = await world.wallet.present(request);
  const without = await verifier.verify(presentation, { nonce, audience: AUDIENCE });
  expect(without).toEqual({ accepted: false, reasons: ['CONSENT_MISMATCH'] });
  const result = await verifier.verify(presentation, { nonce, audience: AUDIENCE, transactionData });
  expect(result.accepted).toBe(true);
});
