import { fabricSignature } from '@jangbu/model';
import { createHmac, createPublicKey } from 'node:crypto';
import { forgePresentation, type PresentationForgery } from '../../../testing/forge';
import { AUDIENCE, CredentialWorld, NOW } from '../../../testing/investor';
import { newDisclosure } from '../format/disclosures';
import { REJECTIONS, type RejectionReason } from '../format/rejection';
import { softwareKey } from '../format/signing-key';
import type { ExpectedPresentation } from './verifier';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function scalar(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
}

function withR(r: Buffer): (signature: Buffer) => Buffer {
  return (signature) => Buffer.concat([r, signature.subarray(32)]);
}

function withS(s: Buffer): (signature: Buffer) => Buffer {
  return (signature) => Buffer.concat([signature.subarray(0, 32), s]);
}

function nested(levels: number): unknown {
  return levels === 0 ? 0 : [nested(levels - 1)];
}

/** One way in which a presentation is not good. */
interface Case {
  readonly reasons: readonly RejectionReason[];
  readonly name: string;
  readonly forgery?: PresentationForgery;
  /** What is different with the verifier or the ledger. */
  readonly world?: (world: CredentialWorld) => void;
  readonly expected?: Partial<ExpectedPresentation>;
  /** What happens to the presentation on its way. */
  readonly received?: (presentation: string) => unknown;
}

function changeKey(change: Parameters<CredentialWorld['table']['changeKey']>[1]) {
  return (world: CredentialWorld): void => {
    world.table.changeKey(world.issuer.kid, change);
  };
}

function hmacWithPublicKey(world: CredentialWorld): (bytes: Buffer, signingInput: string) => Buffer {
  return (_, signingInput) => {
    const pem = createPublicKey({ key: { ...world.key.jwk }, format: 'jwk' }).export({
      type: 'spki',
      format: 'pem',
    });
    return createHmac('sha256', pem).update(signingInput).digest();
  };
}

const offCurve = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) };
const empty = (): Buffer => Buffer.alloc(0);
const format: readonly Case[] = [
  { reasons: ['MALFORMED'], name: 'no text', received: () => undefined },
  { reasons: ['MALFORMED'], name: 'an object', received: () => ({ toString: 1 }) },
  { reasons: ['MALFORMED'], name: 'an empty text', received: () => '' },
  { reasons: ['MALFORMED'], name: 'tildes only', received: () => '~~~~a.b.c' },
  { reasons: ['MALFORMED'], name: 'a JWT of two parts', received: (text) => text.replace(/\.[^.~]*~/, '~') },
  { reasons: ['MALFORMED'], name: 'padded base64url', received: (text) => text.replace('.', '=.') },
  { reasons: ['MALFORMED'], name: 'the alphabet of base64', received: (text) => `+${text}` },
  {
    reasons: ['MALFORMED'],
    name: 'a payload that is no JSON',
    forgery: { credential: { payloadText: () => '{' } },
  },
  {
    reasons: ['MALFORMED'],
    name: 'a payload that is null',
    forgery: { credential: { payloadText: () => 'null' } },
  },
  {
    reasons: ['MALFORMED'],
    name: 'a header that is a list',
    forgery: { credential: { headerText: () => '[]' } },
  },
  {
    reasons: ['MALFORMED'],
    name: 'bytes that are no UTF-8',
    forgery: { credential: { payloadText: (json) => Buffer.concat([Buffer.from(json), Buffer.of(0xff)]) } },
  },
  { reasons: ['TOO_LARGE'], name: 'a megabyte', received: (text) => text + 'A'.repeat(1_000_000) },
  {
    reasons: ['TOO_LARGE'],
    name: 'ten thousand tildes',
    received: (text) => text.replace('~', '~'.repeat(20_000)),
  },
  {
    reasons: ['TOO_DEEP'],
    name: 'a payload nested a thousand times',
    forgery: { credential: { payload: { more: nested(1_000) } } },
  },
  {
    reasons: ['TOO_DEEP'],
    name: 'a disclosure nested a thousand times',
    forgery: { signedDisclosures: (right) => [...right, newDisclosure('more', nested(1_000))] },
  },
  {
    reasons: ['DUPLICATE_MEMBER'],
    name: 'two subjects',
    forgery: { credential: { payloadText: (json) => json.replace('{', '{"sub":"other",') } },
  },
  {
    reasons: ['DUPLICATE_MEMBER'],
    name: 'two subjects, one of them in disguise',
    forgery: { credential: { payloadText: (json) => json.replace('{', '{"\\u0073ub" :"other",') } },
  },
  {
    reasons: ['DUPLICATE_MEMBER'],
    name: 'two algorithms',
    forgery: { credential: { headerText: (json) => json.replace('{', '{"alg":"none",') } },
  },
  {
    reasons: ['DUPLICATE_MEMBER'],
    name: 'two nonces',
    forgery: { keyBinding: { payloadText: (json) => json.replace('{', '{"nonce":"other",') } },
  },
  {
    reasons: ['TOO_MANY_DISCLOSURES'],
    name: 'a hundred disclosures',
    forgery: { shownDisclosures: () => Array.from({ length: 100 }, () => newDisclosure('name', 'x')) },
  },
];
const profile: readonly Case[] = [
  {
    reasons: ['ALGORITHM_NOT_ALLOWED'],
    name: 'alg none, without a signature',
    forgery: { credential: { header: { alg: 'none' }, signature: empty } },
  },
  {
    reasons: ['ALGORITHM_NOT_ALLOWED'],
    name: 'alg None in a key binding',
    forgery: { keyBinding: { header: { alg: 'None' }, signature: empty } },
  },
  {
    reasons: ['ALGORITHM_NOT_ALLOWED'],
    name: 'ES384',
    forgery: { credential: { header: { alg: 'ES384' } } },
  },
  {
    reasons: ['ALGORITHM_NOT_ALLOWED'],
    name: 'no alg',
    forgery: { credential: { header: { alg: undefined } } },
  },
  { reasons: ['TOKEN_TYPE_WRONG'], name: 'another typ', forgery: { credential: { header: { typ: 'JWT' } } } },
  {
    reasons: ['TOKEN_TYPE_WRONG'],
    name: 'a credential for a key binding',
    forgery: { keyBinding: { header: { typ: 'dc+sd-jwt' } } },
  },
  {
    reasons: ['CREDENTIAL_TYPE_UNKNOWN'],
    name: 'another vct',
    forgery: { credential: { payload: { vct: 'urn:other:1' } } },
  },
  {
    reasons: ['PROFILE_MISMATCH'],
    name: 'another digest algorithm',
    forgery: { credential: { payload: { _sd_alg: 'sha-512' } } },
  },
  {
    reasons: ['PROFILE_MISMATCH'],
    name: 'no subject',
    forgery: { credential: { payload: { sub: undefined } } },
  },
  { reasons: ['PROFILE_MISMATCH'], name: 'no end', forgery: { credential: { payload: { exp: undefined } } } },
  { reasons: ['PROFILE_MISMATCH'], name: 'no kid', forgery: { credential: { header: { kid: undefined } } } },
  {
    reasons: ['PROFILE_MISMATCH'],
    name: 'an extension that must be understood',
    forgery: { credential: { header: { crit: ['b64'] } } },
  },
  {
    reasons: ['HOLDER_KEY_UNFIT'],
    name: 'no holder key',
    forgery: { credential: { payload: { cnf: undefined } } },
  },
  { reasons: ['HOLDER_KEY_UNFIT'], name: 'cnf is null', forgery: { credential: { payload: { cnf: null } } } },
  {
    reasons: ['HOLDER_KEY_UNFIT'],
    name: 'a private holder key',
    forgery: { credential: { payload: { cnf: { jwk: { ...softwareKey().jwk, d: 'A'.repeat(43) } } } } },
  },
  {
    reasons: ['HOLDER_KEY_UNFIT'],
    name: 'a holder key with an unused bit set (RFC 4648 §3.5)',
    forgery: { credential: { payload: { cnf: { jwk: { ...softwareKey().jwk, x: `${'A'.repeat(42)}B` } } } } },
  },
  {
    reasons: ['HOLDER_KEY_UNFIT'],
    name: 'a point off the curve',
    forgery: { credential: { payload: { cnf: { jwk: offCurve } } } },
  },
];
const ledger: readonly Case[] = [
  {
    reasons: ['ISSUER_KEY_UNKNOWN'],
    name: 'a key that nobody registered',
    world: ({ table }) => {
      table.keys.clear();
    },
  },
  {
    reasons: ['ISSUER_KEY_UNKNOWN'],
    name: 'a key that is registered under a thumbprint not its own',
    world: changeKey({ jwk: softwareKey().jwk }),
  },
  {
    reasons: ['ISSUER_KEY_RETIRED', 'NOT_RECORDED'],
    name: 'a retired key, nothing recorded',
    world: changeKey({ status: 'RETIRED' }),
    forgery: { record: null },
  },
  {
    reasons: ['ISSUER_KEY_COMPROMISED'],
    name: 'a compromised key, recorded in the very block',
    world: changeKey({ status: 'COMPROMISED', compromisedFrom: 10 }),
  },
  {
    reasons: ['ISSUER_KEY_COMPROMISED'],
    name: 'a compromised key, nobody says from when',
    world: changeKey({ status: 'COMPROMISED' }),
  },
  {
    reasons: ['ISSUER_KEY_UNKNOWN'],
    name: "another issuer's URL",
    forgery: { credential: { payload: { iss: 'https://firm-c.example' } } },
  },
  {
    reasons: ['ISSUER_KEY_ENDED'],
    name: 'a key that the members ended, recorded in the first block that does not count',
    world: changeKey({ status: 'ENDED', endedFrom: 10 }),
  },
  {
    reasons: ['ISSUER_KEY_ENDED'],
    name: 'a key that its issuer says is compromised from later on than the members do',
    world: changeKey({ status: 'COMPROMISED', compromisedFrom: 1_000_000, endedFrom: 10 }),
  },
  {
    reasons: ['NOT_RECORDED'],
    name: "a thief's with the issuer's key, without its ledger identity",
    forgery: { record: null },
  },
  { reasons: ['NOT_RECORDED'], name: 'recorded by another only', forgery: { record: { issuer: 'firm-c' } } },
  { reasons: ['RECORD_MISMATCH'], name: 'recorded under another key', forgery: { record: { kid: 'other' } } },
  { reasons: ['RECORD_MISMATCH'], name: 'recorded for longer', forgery: { record: { validUntil: 9e9 } } },
  { reasons: ['SUSPENDED'], name: 'suspended', forgery: { record: { status: 'SUSPENDED' } } },
  { reasons: ['REVOKED'], name: 'revoked', forgery: { record: { status: 'REVOKED' } } },
  { reasons: ['KILLED'], name: 'killed', forgery: { record: { status: 'KILLED' } } },
  ...[60_001, Infinity, NaN].map((ageMs): Case => {
    const world = ({ table }: CredentialWorld): void => {
      table.ageMs = ageMs;
    };
    return { reasons: ['REGISTRY_STALE'], name: `a view of the ledger ${ageMs} ms old`, world };
  }),
  {
    reasons: ['NOT_YET_VALID'],
    name: 'from tomorrow on',
    forgery: {
      credential: { payload: { nbf: NOW / 1000 + 86_400 } },
      record: { validFrom: NOW / 1000 + 86_400 },
    },
  },
  {
    reasons: ['EXPIRED'],
    name: 'in the second in which it ends',
    forgery: { credential: { payload: { exp: NOW / 1000 } }, record: { validUntil: NOW / 1000 } },
  },
  {
    reasons: ['EXPIRED', 'REVOKED', 'REGISTRY_STALE'],
    name: 'several at once',
    forgery: {
      credential: { payload: { exp: NOW / 1000 } },
      record: { validUntil: NOW / 1000, status: 'REVOKED' },
    },
    world: ({ table }) => {
      table.ageMs = 1e9;
    },
  },
];
const disclosed: readonly Case[] = [
  {
    reasons: ['DISCLOSURE_MALFORMED'],
    name: 'a disclosure of an element of a list',
    forgery: {
      signedDisclosures: (right) => [...right, Buffer.from('["salt","value"]').toString('base64url')],
    },
  },
  {
    reasons: ['DISCLOSURE_MALFORMED'],
    name: 'a disclosure with a number for a name',
    forgery: { signedDisclosures: (right) => [...right, Buffer.from('["s",1,2]').toString('base64url')] },
  },
  {
    reasons: ['DISCLOSURE_REPEATED'],
    name: 'the same disclosure twice',
    forgery: { shownDisclosures: (right) => [...right, right[0] ?? ''] },
  },
  {
    reasons: ['DISCLOSURE_REPEATED'],
    name: 'two signed disclosures of one claim',
    forgery: { signedDisclosures: (right) => [...right, newDisclosure('name', 'other')] },
  },
  {
    reasons: ['DISCLOSURE_NOT_SIGNED'],
    name: "a disclosure of one's own",
    forgery: { shownDisclosures: (right) => [...right.slice(0, -1), newDisclosure('adult', true)] },
  },
  {
    reasons: ['DISCLOSURE_NOT_SIGNED'],
    name: 'an empty disclosure',
    received: (text) => text.replace('~', '~~'),
  },
  {
    reasons: ['CLAIM_UNFIT'],
    name: 'a claim that the type does not have',
    forgery: { signedDisclosures: (right) => [...right, newDisclosure('__proto__', {})] },
  },
  {
    reasons: ['CLAIM_UNFIT'],
    name: 'a birthday that is none',
    forgery: {
      signedDisclosures: (right) => [...right.slice(0, 2), newDisclosure('birthdate', '2026-02-30')],
    },
  },
  {
    reasons: ['CLAIM_UNFIT'],
    name: 'a subject among the disclosures',
    forgery: { signedDisclosures: (right) => [...right, newDisclosure('sub', 'x')] },
  },
  {
    reasons: ['CLAIM_MISSING'],
    name: 'how identity was confirmed is kept back',
    forgery: { shownDisclosures: (right) => right.slice(1) },
  },
  {
    reasons: ['CLAIM_MISSING'],
    name: 'what the verifier asks for is kept back',
    forgery: { shownDisclosures: (right) => right.slice(0, 2) },
    expected: { claims: ['name'] },
  },
];
const binding: readonly Case[] = [
  {
    reasons: ['KEY_BINDING_MISSING'],
    name: 'the key binding is cut off',
    received: (text) => text.slice(0, text.lastIndexOf('~') + 1),
  },
  {
    reasons: ['KEY_BINDING_MISSING'],
    name: 'the key binding is cut off with its tilde',
    received: (text) => text.slice(0, text.lastIndexOf('~')),
  },
  { reasons: ['KEY_BINDING_MISSING'], name: 'a bare JWT', received: (text) => text.split('~')[0] },
  { reasons: ['MALFORMED'], name: 'a key binding of four parts', received: (text) => `${text}.x` },
  {
    reasons: ['KEY_BINDING_UNFIT'],
    name: 'two audiences',
    forgery: { keyBinding: { payload: { aud: [AUDIENCE, 'x'] } } },
  },
  {
    reasons: ['KEY_BINDING_UNFIT'],
    name: 'no date',
    forgery: { keyBinding: { payload: { iat: undefined } } },
  },
  {
    reasons: ['KEY_BINDING_TOO_OLD'],
    name: '121 seconds old',
    forgery: { keyBinding: { payload: { iat: NOW / 1000 - 121 } } },
  },
  {
    reasons: ['KEY_BINDING_IN_FUTURE'],
    name: '31 seconds ahead',
    forgery: { keyBinding: { payload: { iat: NOW / 1000 + 31 } } },
  },
  {
    reasons: ['AUDIENCE_WRONG'],
    name: 'made for another',
    forgery: { keyBinding: { payload: { aud: 'https://other.example' } } },
  },
  {
    reasons: ['NONCE_WRONG'],
    name: 'another nonce',
    forgery: { keyBinding: { payload: { nonce: 'A'.repeat(43) } } },
  },
  {
    reasons: ['NONCE_UNKNOWN'],
    name: 'a nonce that was never given out',
    forgery: { keyBinding: { payload: { nonce: 'A'.repeat(43) } } },
    expected: { nonce: 'A'.repeat(43) },
  },
  {
    reasons: ['PRESENTATION_CHANGED'],
    name: 'a claim is taken out on the way',
    received: (text) => [...text.split('~').slice(0, 3), text.split('~').at(-1)].join('~'),
  },
  {
    reasons: ['CONSENT_MISMATCH'],
    name: 'consent is asked for and not given',
    expected: { transactionData: ['terms'] },
  },
  {
    reasons: ['CONSENT_MISMATCH'],
    name: 'consent is given and not asked for',
    forgery: { keyBinding: { payload: { transaction_data_hashes: ['A'.repeat(43)] } } },
  },
];

type Signed = 'credential' | 'keyBinding';

function signatureCases(part: Signed, malformed: RejectionReason, wrong: RejectionReason): Case[] {
  const bad: Record<string, (bytes: Buffer) => Uint8Array> = {
    'no bytes': empty,
    '63 bytes': (bytes) => bytes.subarray(1),
    '65 bytes': (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]),
    DER: (bytes) => fabricSignature(bytes),
    'r = 0': withR(scalar(0n)),
    's = 0': withS(scalar(0n)),
    'r = n': withR(scalar(ORDER)),
    's = n': withS(scalar(ORDER)),
    's = 2^256 - 1': withS(Buffer.alloc(32, 0xff)),
  };
  return [
    ...Object.entries(bad).map(([name, signature]): Case => {
      return { reasons: [malformed], name: `${part}: ${name}`, forgery: { [part]: { signature } } };
    }),
    { reasons: [wrong], name: `${part}: by another key`, forgery: { [part]: { key: softwareKey() } } },
    {
      reasons: [wrong],
      name: `${part}: r and s exchanged`,
      forgery: {
        [part]: { signature: (bytes: Buffer) => Buffer.concat([bytes.subarray(32), bytes.subarray(0, 32)]) },
      },
    },
  ];
}

const cases: readonly Case[] = [
  ...format,
  ...profile,
  ...ledger,
  ...disclosed,
  ...binding,
  ...signatureCases('credential', 'ISSUER_SIGNATURE_MALFORMED', 'ISSUER_SIGNATURE_WRONG'),
  ...signatureCases('keyBinding', 'HOLDER_SIGNATURE_MALFORMED', 'HOLDER_SIGNATURE_WRONG'),
];

async function presented({ forgery, world: change, expected, received }: Case) {
  const world = new CredentialWorld();
  const verifier = world.verifier();
  const nonce = await verifier.newNonce();
  const presentation = await forgePresentation(world, nonce, forgery);
  change?.(world);
  const request = { nonce, audience: AUDIENCE };
  const result = await verifier.verify(received ? received(presentation) : presentation, {
    ...request,
    ...expected,
  });
  return { world, verifier, request, presentation, result };
}

test('what none of these do to it is accepted', async () => {
  const { result } = await presented({ reasons: [], name: '' });
  expect(result.accepted).toBe(true);
});

// A replay takes two presentations: it has a test of its own below.
describe.each(allReasons().filter((reason) => reason !== 'REPLAYED'))('%s', (reason) => {
  const own = cases.filter(({ reasons: [first] }) => first === reason);

  test.each(own.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const { result } = await presented(one);
    expect(result).toEqual({ accepted: false, reasons: one.reasons });
  });

  test('has a case', () => {
    expect(own.length).toBeGreaterThan(0);
  });
});

function allReasons(): RejectionReason[] {
  return Object.keys(REJECTIONS) as RejectionReason[];
}

test('REPLAYED: the same presentation is accepted once, also when it comes twice at once', async () => {
  const { verifier, presentation, request, result } = await presented({ reasons: [], name: '' });
  expect(result.accepted).toBe(true);
  const replayed = { accepted: false, reasons: ['REPLAYED'] };
  expect(await verifier.verify(presentation, request)).toEqual(replayed);
  const nonce = await verifier.newNonce();
  const world = new CredentialWorld();
  const other = world.verifier();
  const twice = await forgePresentation(world, await other.newNonce());
  expect(nonce).not.toBe(request.nonce);
  const answers = await Promise.all(
    [1, 2].map(() => other.verify(twice, { ...request, nonce: kbNonce(twice) })),
  );
  expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
});

function kbNonce(presentation: string): string {
  const payload = presentation.slice(presentation.lastIndexOf('~')).split('.')[1] ?? '';
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { nonce: string }).nonce;
}

test('a refused presentation does not use up the nonce', async () => {
  const { verifier, world, request, result } = await presented(
    cases.find(({ reasons: [first] }) => first === 'HOLDER_SIGNATURE_WRONG') ?? { reasons: [], name: '' },
  );
  expect(result.accepted).toBe(false);
  expect((await verifier.verify(await forgePresentation(world, request.nonce), request)).accepted).toBe(true);
});

test('a nonce is no good any more after ten minutes', async () => {
  const world = new CredentialWorld();
  const verifier = world.verifier();
  const nonce = await verifier.newNonce();
  world.now += 600_000;
  const presentation = await forgePresentation(world, nonce, {
    keyBinding: { payload: { iat: world.now / 1000 } },
  });
  const result = await verifier.verify(presentation, { nonce, audience: AUDIENCE });
  expect(result).toEqual({ accepted: false, reasons: ['NONCE_UNKNOWN'] });
});

test('HS256 with the public key as its secret is refused by its algorithm', async () => {
  const world = new CredentialWorld();
  const verifier = world.verifier();
  const nonce = await verifier.newNonce();
  const signature = hmacWithPublicKey(world);
  const presentation = await forgePresentation(world, nonce, {
    credential: { header: { alg: 'HS256' }, signature },
  });
  const result = await verifier.verify(presentation, { nonce, audience: AUDIENCE });
  expect(result).toEqual({ accepted: false, reasons: ['ALGORITHM_NOT_ALLOWED'] });
});

test.each([
  ['credential', 'low'],
  ['credential', 'high'],
  ['keyBinding', 'low'],
  ['keyBinding', 'high'],
] as const)('the signature of the %s passes with %s s', async (part, half) => {
  const signature = (bytes: Buffer): Buffer => {
    const s = BigInt(`0x${bytes.subarray(32).toString('hex')}`);
    const isHigh = s > ORDER / 2n;
    return isHigh === (half === 'high') ? bytes : withS(scalar(ORDER - s))(bytes);
  };
  const { result } = await presented({ reasons: [], name: '', forgery: { [part]: { signature } } });
  expect(result.accepted).toBe(true);
});

test('what a retired key signed before stands, as does what a compromised one signed in an earlier block', async () => {
  const retired = await presented({ reasons: [], name: '', world: changeKey({ status: 'RETIRED' }) });
  expect(retired.result.accepted).toBe(true);
  const compromised = { status: 'COMPROMISED', compromisedFrom: 11 } as const;
  const earlier = await presented({ reasons: [], name: '', world: changeKey(compromised) });
  expect(earlier.result.accepted).toBe(true);
  const ended = changeKey({ status: 'ENDED', endedFrom: 11 });
  expect((await presented({ reasons: [], name: '', world: ended })).result.accepted).toBe(true);
});

test('a copy that was verified before is refused as soon as the ledger says so', async () => {
  const world = new CredentialWorld();
  const { copies } = await world.issue();
  const verifier = world.verifier();
  const login = async () => {
    const nonce = await verifier.newNonce();
    const presentation = await world.wallet.present({ firm: 'firm-b', audience: AUDIENCE, nonce });
    return verifier.verify(presentation, { nonce, audience: AUDIENCE });
  };
  expect((await login()).accepted).toBe(true);
  world.table.setStatus(copies[0]?.recordId ?? '', 'REVOKED');
  expect(await login()).toEqual({ accepted: false, reasons: ['REVOKED'] });
});

test('a copy that was verified before is not taken with another signature of its issuer', async () => {
  const world = new CredentialWorld();
  await world.issue();
  const verifier = world.verifier();
  const first = await verifier.newNonce();
  const request = { firm: 'firm-b', audience: AUDIENCE };
  const good = await world.wallet.present({ ...request, nonce: first });
  expect((await verifier.verify(good, { ...request, nonce: first })).accepted).toBe(true);
  const content = await world.store.read();
  const slots = content?.slots.map((slot) => {
    const [jwt = '', ...rest] = slot.credential.split('~');
    const forged = `${jwt.slice(0, jwt.lastIndexOf('.'))}.${Buffer.alloc(64, 1).toString('base64url')}`;
    return { ...slot, credential: [forged, ...rest].join('~') };
  });
  if (content && slots) await world.store.write({ ...content, slots });
  const second = await verifier.newNonce();
  const bad = await world.wallet.present({ ...request, nonce: second });
  const result = await verifier.verify(bad, { ...request, nonce: second });
  expect(result).toEqual({ accepted: false, reasons: ['ISSUER_SIGNATURE_WRONG'] });
});
