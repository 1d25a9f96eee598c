import { createHash } from 'node:crypto';
import {
  canonicalJson,
  sha256Hex,
  transactions,
  type ErasureAttestation,
  type LoginConsent,
  type UseAnchor,
} from '@jangbu/model';
import { openConsortium, type SimulatedConsortium } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';

const names = transactions.logins;
const RECORDED = { status: 'RECORDED' };
const ALREADY = { status: 'ALREADY_RECORDED' };
const FRAME = { type: 'consent-request', version: 1, firm: 'a' } as const;

function random(seed: string): string {
  return createHash('sha256').update(seed).digest('base64url');
}

function consentOf(n: number, changed: Partial<LoginConsent> = {}): LoginConsent {
  return {
    type: 'login-consent',
    version: 1,
    firm: 'a',
    consentId: random(`consent ${n}`),
    pseudonym: sha256Hex(`investor ${n}`),
    terms: { id: 'login/2026-11', hash: sha256Hex('the terms') },
    givenAt: 1_790_000_000,
    presentation: sha256Hex(`presentation ${n}`),
    ...changed,
  };
}

function attestationOf(changed: Partial<ErasureAttestation> = {}): ErasureAttestation {
  const erasureId = random('erasure');
  return { type: 'erasure-attestation', version: 1, firm: 'a', erasureId, places: ['LOGS'], ...changed };
}

/** A transaction whose request is private, endorsed by as many as are named, the caller's own first. */
function act(
  consortium: SimulatedConsortium,
  name: string,
  request: object,
  {
    by = 'a',
    role = 'verifier',
    endorsers = [by],
  }: Partial<Record<'by' | 'role', string>> & {
    readonly endorsers?: readonly string[];
  } = {},
): Promise<unknown> {
  const client = consortium.client(by, role as 'verifier');
  const transient = { request: canonicalJson(request) };
  return consortium.channel.submit({ by: client, name, transient }, consortium.mspIds(...endorsers));
}

function record(consortium: SimulatedConsortium, ...consents: readonly LoginConsent[]): Promise<unknown> {
  return act(consortium, names.consent, { ...FRAME, consents });
}

function held(consortium: SimulatedConsortium, by = 'a'): Promise<unknown> {
  return consortium.query(consortium.client(by, 'verifier'), names.consents);
}

describe('a consent', () => {
  it('is recorded once, by the own peer alone, and read in the own collection only', async () => {
    const consortium = await openConsortium(5);
    expect(await record(consortium, consentOf(1), consentOf(2))).toEqual(RECORDED);
    expect(await record(consortium, consentOf(1))).toEqual(ALREADY);
    expect(await record(consortium, consentOf(1), consentOf(3))).toEqual(RECORDED);
    await refusal('ID_TAKEN', record(consortium, consentOf(1, { givenAt: 1_790_000_001 })));
    const texts = [1, 2, 3].map((n) => canonicalJson(consentOf(n)));
    expect((await held(consortium)) as string[]).toHaveLength(3);
    expect(new Set((await held(consortium)) as string[])).toEqual(new Set(texts));
    expect(await held(consortium, 'b')).toEqual([]);
  });

  it('is listed in parts, in the order of ids', async () => {
    const consortium = await openConsortium(5);
    await record(consortium, ...[1, 2, 3, 4, 5].map((n) => consentOf(n)));
    const ids = [1, 2, 3, 4, 5].map((n) => consentOf(n).consentId).sort();
    const listed = async (asked: object) => {
      const texts = await consortium.query(consortium.client('a', 'verifier'), names.consents, asked);
      return (texts as string[]).map((text) => (JSON.parse(text) as LoginConsent).consentId);
    };
    expect(await listed({ limit: 2 })).toEqual(ids.slice(0, 2));
    expect(await listed({ limit: 2, after: ids[1] })).toEqual(ids.slice(2, 4));
    expect(await listed({ after: ids[3] })).toEqual(ids.slice(4));
  });

  it('leaves nothing in the blocks that someone who knows the pseudonym could look for', async () => {
    const consortium = await openConsortium(5);
    const from = consortium.channel.height;
    await record(consortium, consentOf(1));
    const blocks = consortium.channel.blocksSince(from);
    const { pseudonym, terms, presentation } = consentOf(1);
    for (const word of [pseudonym, terms.id, terms.hash, presentation, 'consentId']) {
      expect(blocks).not.toContain(word);
    }
  });

  it("is the firm's own, by a verifier", async () => {
    const consortium = await openConsortium(5);
    const request = { ...FRAME, consents: [consentOf(1)] };
    await refusal('NOT_THE_SUBMITTER', act(consortium, names.consent, request, { by: 'b' }));
    await refusal('ROLE_REQUIRED', act(consortium, names.consent, request, { role: 'trader' }));
    await refusal('INVALID_DOCUMENT', record(consortium, consentOf(1, { firm: 'b' })));
    await refusal('INVALID_DOCUMENT', record(consortium, consentOf(1), consentOf(1)));
  });
});

describe('the anchor over an hour of logins', () => {
  const anchor: UseAnchor = {
    type: 'use-anchor',
    version: 1,
    firm: 'a',
    hour: 497_222,
    root: sha256Hex('r'),
  };

  it('is one for ever, and anyone reads it', async () => {
    const consortium = await openConsortium(5);
    const by = consortium.client('a', 'verifier');
    expect(await consortium.submit(by, names.anchor, anchor)).toEqual(RECORDED);
    expect(await consortium.submit(by, names.anchor, anchor)).toEqual(ALREADY);
    const other = consortium.submit(by, names.anchor, { ...anchor, root: sha256Hex('other') });
    await refusal('ID_TAKEN', other);
    const asked = { firm: 'a', hour: anchor.hour };
    const reader = consortium.client('c', 'auditor');
    expect(await consortium.query(reader, names.anchorOf, asked)).toEqual(anchor);
    expect(await consortium.query(reader, names.anchorOf, { ...asked, hour: 1 })).toBeNull();
    const forged = consortium.submit(consortium.client('b', 'verifier'), names.anchor, anchor);
    await refusal('NOT_THE_SUBMITTER', forged);
  });
});

describe('erasure', () => {
  const endorsers = ['a', 'b', 'c', 'd'];

  function erase(
    consortium: SimulatedConsortium,
    consents: readonly string[],
    attestation = attestationOf(),
  ): Promise<unknown> {
    const request = { type: 'erasure-request', version: 1, attestation, consents };
    return act(consortium, names.erase, request, { endorsers });
  }

  it("purges the firm's consents and records its word, in one", async () => {
    const consortium = await openConsortium(5);
    await record(consortium, consentOf(1), consentOf(2));
    const { consentId } = consentOf(1);
    await refusal('DOCUMENT_NOT_HELD', erase(consortium, [consentId, random('none')]));
    expect(await erase(consortium, [consentId])).toEqual(RECORDED);
    expect(await erase(consortium, [consentId])).toEqual(ALREADY);
    expect(await held(consortium)).toEqual([canonicalJson(consentOf(2))]);
    await refusal('ID_TAKEN', erase(consortium, [], attestationOf({ places: ['LOGS', 'BACKUPS'] })));
    const asked = { firm: 'a', erasureId: attestationOf().erasureId };
    const reader = consortium.client('kofia', 'auditor');
    expect(await consortium.query(reader, names.erasureOf, asked)).toEqual(attestationOf());
    expect(await consortium.query(reader, names.erasureOf, { ...asked, firm: 'b' })).toBeNull();
  });

  it('is of what the own collection holds', async () => {
    const consortium = await openConsortium(5);
    await record(consortium, consentOf(1));
    const request = {
      ...{ type: 'erasure-request', version: 1, attestation: attestationOf({ firm: 'b' }) },
      consents: [consentOf(1).consentId],
    };
    await refusal('DOCUMENT_NOT_HELD', act(consortium, names.erase, request, { by: 'b', endorsers }));
    await refusal('NOT_THE_SUBMITTER', act(consortium, names.erase, request, { endorsers }));
    expect(await held(consortium)).toEqual([canonicalJson(consentOf(1))]);
  });
});
