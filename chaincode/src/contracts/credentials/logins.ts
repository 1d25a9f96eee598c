import {
  canonicalJson,
  consentRequestChecker,
  consentsAskedChecker,
  erasureAskedChecker,
  erasureAttestationChecker,
  erasureRequestChecker,
  keys,
  RefusalError,
  sha256Hex,
  transient,
  useAnchorAskedChecker,
  useAnchorChecker,
  type ConsentsAsked,
  type ErasureAttestation,
  type ErasureName,
  type LedgerMember,
  type LoginConsent,
  type Receipt,
  type UseAnchor,
  type UseAnchorName,
} from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import type { QueryContext, SubmitContext } from '../../ledger/state/context';
import { findDocument } from '../../ledger/state/find';
import { readMembers } from '../../ledger/consortium/reference';
import { take } from '../../ledger/state/take';
import { privateWrite, publicWrite, purge, type Decision } from '../../ledger/state/write';
import { requireFirmsOwn } from '../../rules/credentials/logins';
import { requireSubmitter } from '../../rules/consortium/membership';
import { answer, asked, askedOrAll, canonical, submit } from '../execution/contract';
import { Described } from '../execution/described';
import { LedgerContract, LedgerContext } from '../execution/ledger-contract';
import { Info, Param, Returns, Transaction } from '../execution/library';
import { readAsMember } from '../execution/reading';

type Recorded = Decision<Receipt>;

const ALREADY: Recorded = { answer: { status: 'ALREADY_RECORDED' }, writes: [] };

async function isConsentRecorded(
  ctx: SubmitContext,
  { mspId }: LedgerMember,
  consent: LoginConsent,
): Promise<boolean> {
  const { consentId } = consent;
  const hash = await ctx.state.privateHash(mspId, keys.loginConsent(consentId));
  if (hash === undefined) return false;
  if (hash === sha256Hex(canonicalJson(consent))) return true;
  throw new RefusalError('ID_TAKEN', { document: 'login-consent', id: consentId });
}

/** Records that investors agreed to a firm's terms: in the firm's own collection, by its own peer alone. */
async function consent(ctx: SubmitContext): Promise<Recorded> {
  const request = parseDocument('consent-request', consentRequestChecker, ctx.transient(transient.request));
  const firm = requireSubmitter(ctx.caller, await readMembers(ctx.state), request.firm, 'verifier');
  requireFirmsOwn(request);
  const recorded = await Promise.all(request.consents.map((each) => isConsentRecorded(ctx, firm, each)));
  const fresh = request.consents.filter((_, i) => recorded[i] !== true);
  if (fresh.length === 0) return ALREADY;
  const writes = fresh.map((each) =>
    privateWrite([firm], keys.loginConsent(each.consentId), canonicalJson(each)),
  );
  return { answer: { status: 'RECORDED' }, writes };
}

/** Anchors the logins of one hour at a firm. An hour has one root for ever. */
async function anchorUses(ctx: SubmitContext, given: UseAnchor): Promise<Recorded> {
  const { firm, hour } = given;
  requireSubmitter(ctx.caller, await readMembers(ctx.state), firm, 'verifier');
  const key = keys.useAnchor(firm, hour);
  const found = await findDocument(ctx.state, key, useAnchorChecker);
  if (found?.root === given.root) return ALREADY;
  if (found) throw new RefusalError('ID_TAKEN', { document: 'use-anchor', id: `${firm}/${hour}` });
  return { answer: { status: 'RECORDED' }, writes: [publicWrite(key, given)] };
}

/** Purges consents from a firm's collection, and records the firm's word on the rest, in one transaction. */
async function erase(ctx: SubmitContext): Promise<Recorded> {
  const request = parseDocument('erasure-request', erasureRequestChecker, ctx.transient(transient.request));
  const { attestation, consents } = request;
  const { firm: id, erasureId } = attestation;
  const firm = requireSubmitter(ctx.caller, await readMembers(ctx.state), id, 'verifier');
  const key = keys.erasureAttestation(id, erasureId);
  const found = await findDocument(ctx.state, key, erasureAttestationChecker);
  if (found && canonicalJson(found) === canonicalJson(attestation)) return ALREADY;
  if (found)
    throw new RefusalError('ID_TAKEN', { document: 'erasure-attestation', id: `${id}/${erasureId}` });
  for (const consentId of consents) {
    if ((await ctx.state.privateHash(firm.mspId, keys.loginConsent(consentId))) !== undefined) continue;
    throw new RefusalError('DOCUMENT_NOT_HELD', { document: 'login-consent', id: consentId, members: [id] });
  }
  const writes = consents.map((consentId) => purge(firm, keys.loginConsent(consentId)));
  return { answer: { status: 'RECORDED' }, writes: [...writes, publicWrite(key, attestation)] };
}

async function consents(ctx: QueryContext, { after, limit }: ConsentsAsked = {}): Promise<string[]> {
  await readAsMember(ctx);
  const from = after === undefined ? undefined : keys.loginConsent(after);
  const found = await take(ctx.own.scan(['login-consent'], from), undefined, limit);
  return found.map(({ text }) => text);
}

async function anchorOf(ctx: QueryContext, { firm, hour }: UseAnchorName): Promise<UseAnchor | null> {
  await readAsMember(ctx);
  return (await findDocument(ctx.state, keys.useAnchor(firm, hour), useAnchorChecker)) ?? null;
}

async function erasureOf(
  ctx: QueryContext,
  { firm, erasureId }: ErasureName,
): Promise<ErasureAttestation | null> {
  await readAsMember(ctx);
  const key = keys.erasureAttestation(firm, erasureId);
  return (await findDocument(ctx.state, key, erasureAttestationChecker)) ?? null;
}

/** Logins at a firm: consents at first use, anchors over the uses, erasure. */
@Info({
  title: 'Logins',
  description: 'Logins at a firm: consents at first use, anchors over the uses, erasure.',
})
export class LoginsContract extends LedgerContract {
  constructor() {
    super('logins');
  }

  @Transaction()
  @Returns('Receipt')
  @Described("Records that investors agreed to a firm's terms, in the firm's own collection.", {
    request: 'ConsentRequest',
  })
  consent(ctx: LedgerContext): Promise<string> {
    return submit(ctx, consent);
  }

  @Transaction()
  @Param('anchor', 'UseAnchor', 'In canonical form.')
  @Returns('Receipt')
  @Described('Anchors the logins of one hour at a firm.')
  anchor(ctx: LedgerContext, anchor: string): Promise<string> {
    return submit(ctx, anchorUses, canonical('use-anchor', useAnchorChecker, anchor));
  }

  @Transaction()
  @Returns('Receipt')
  @Described("Purges consents from the firm's collection, and records its word on the rest.", {
    request: 'ErasureRequest',
  })
  erase(ctx: LedgerContext): Promise<string> {
    return submit(ctx, erase);
  }

  @Transaction(false)
  @Param('query', 'ConsentsAsked')
  @Returns('string[]')
  @Described("The consents in the caller's own collection, as canonical texts.")
  consents(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, consents, askedOrAll(consentsAskedChecker, query));
  }

  @Transaction(false)
  @Param('query', 'UseAnchorAsked')
  @Returns('UseAnchorOrNull')
  @Described('The anchor of an hour at any firm.')
  anchorOf(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, anchorOf, asked(useAnchorAskedChecker, query));
  }

  @Transaction(false)
  @Param('query', 'ErasureAsked')
  @Returns('ErasureAttestationOrNull')
  @Described("A firm's word on an erasure.")
  erasureOf(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, erasureOf, asked(erasureAskedChecker, query));
  }
}
