import {
  batchAskedChecker,
  canonicalJson,
  clientRoles,
  credentialBatchChecker,
  heartbeatChecker,
  issuerKeyChecker,
  issuerKeyStatusChecker,
  keys,
  killRequestChecker,
  RefusalError,
  statusRequestChecker,
  transient,
  type BatchName,
  type CredentialBatch,
  type Heartbeat,
  type IssuerGrant,
  type IssuerKey,
  type IssuerKeyStatusChange,
  type KillRequest,
  type Receipt,
  type StatusRequest,
} from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import { ReadingsByText } from '../../documents/readings-by-text';
import type { QueryContext, SubmitContext } from '../../ledger/state/context';
import { findBatch, findKilledSet, findStatus } from '../../ledger/credentials/credentials';
import { findIssuerKey } from '../../ledger/consortium/issuer-keys';
import { readMembers } from '../../ledger/consortium/reference';
import { privateWrite, publicWrite, type Decision, type Write } from '../../ledger/state/write';
import {
  changedStatuses,
  isKeyStatusRecorded,
  isRegistered,
  endOf,
  requireGrant,
  requireKill,
  requirePossession,
  requireRecordable,
} from '../../rules/credentials/credentials';
import {
  memberOf,
  requireListedSubmitter,
  requireRole,
  requireSubmitter,
} from '../../rules/consortium/membership';
import { answer, asked, canonical, submit } from '../execution/contract';
import { Described } from '../execution/described';
import { LedgerContract, LedgerContext } from '../execution/ledger-contract';
import { Info, Param, Returns, Transaction } from '../execution/library';
import { readAsMember } from '../execution/reading';

type Recorded = Decision<Receipt>;

function recordedBy(writes: readonly Write[]): Recorded {
  return { answer: { status: writes.length > 0 ? 'RECORDED' : 'ALREADY_RECORDED' }, writes };
}

/** Requires that an issuer's own client brings something new, and that the members let it issue. */
async function requireIssuer(ctx: SubmitContext, issuer: string): Promise<IssuerGrant> {
  return requireGrant(requireSubmitter(ctx.caller, await readMembers(ctx.state), issuer, 'issuer'));
}

/** Requires that an issuer's own client ends something; it may as long as the member is listed. */
async function requireFormerIssuer(ctx: SubmitContext, issuer: string): Promise<void> {
  requireListedSubmitter(ctx.caller, await readMembers(ctx.state), issuer, 'issuer');
}

/** Registers a key with which a member signs credentials. */
async function registerKey(ctx: SubmitContext, key: IssuerKey): Promise<Recorded> {
  const granted = await requireIssuer(ctx, key.issuer);
  requirePossession(key, ctx.state.channel);
  const found = await findIssuerKey(ctx.state, key.issuer, key.kid);
  if (isRegistered(key, found.key, granted)) return recordedBy([]);
  return recordedBy([publicWrite(keys.issuerKey(key.issuer, key.kid), key)]);
}

/** Retires a key, or declares it compromised from a block height on. */
async function endKey(ctx: SubmitContext, change: IssuerKeyStatusChange): Promise<Recorded> {
  const { issuer, kid } = change;
  await requireFormerIssuer(ctx, issuer);
  const { key, status } = await findIssuerKey(ctx.state, issuer, kid);
  if (!key) throw new RefusalError('KEY_UNKNOWN', { kid });
  if (isKeyStatusRecorded(change, status)) return recordedBy([]);
  return recordedBy([publicWrite(keys.issuerKeyStatus(issuer, kid), change)]);
}

/** Batches as they are given, and as they are written: a dozen peers endorse each. */
const batches = new ReadingsByText((text) => {
  const batch = parseDocument('credential-batch', credentialBatchChecker, text);
  return { batch, written: canonicalJson(batch) };
});

/**
 * Records copies of credentials: hundreds in one document. It comes as transient data, though it is public: an argument
 * would stand in the block beside what is written, and double its size.
 */
async function recordBatch(ctx: SubmitContext): Promise<Recorded> {
  const { batch, written } = batches.of(ctx.transient(transient.request));
  const { issuer, batchId, kid } = batch;
  const granted = await requireIssuer(ctx, issuer);
  const [found, key] = await Promise.all([
    findBatch(ctx.state, batch),
    findIssuerKey(ctx.state, issuer, kid),
  ]);
  if (found && canonicalJson(found) === written) return recordedBy([]);
  if (found) {
    throw new RefusalError('ID_TAKEN', { document: 'credential-batch', id: `${issuer}/${batchId}` });
  }
  requireRecordable(batch, key, granted);
  return recordedBy([{ in: 'PUBLIC', key: keys.credentialBatch(issuer, batchId), text: written }]);
}

/** Suspends or revokes copies of one batch. */
async function setStatus(ctx: SubmitContext, request: StatusRequest): Promise<Recorded> {
  const { issuer, batchId } = request;
  await requireFormerIssuer(ctx, issuer);
  const [batch, ...before] = await Promise.all([
    findBatch(ctx.state, request),
    ...request.items.map(({ recordId }) => findStatus(ctx.state, issuer, recordId)),
  ]);
  if (!batch) throw new RefusalError('BATCH_UNKNOWN', { issuer, batchId });
  const changed = changedStatuses(request, batch, before);
  return recordedBy(changed.map((each) => publicWrite(keys.credentialStatus(issuer, each.recordId), each)));
}

/** Ends a set at all firms by its holder's recovery code: through any member, without the issuer. */
async function kill(ctx: SubmitContext, request: KillRequest): Promise<Recorded> {
  const members = await readMembers(ctx.state);
  memberOf(ctx.caller, members);
  requireRole(ctx.caller, members, 'operator', 'trader', 'issuer', 'verifier');
  const { secret } = request;
  const [batch, killed] = await Promise.all([
    findBatch(ctx.state, request),
    findKilledSet(ctx.state, secret),
  ]);
  requireKill(request, batch);
  if (killed) return recordedBy([]);
  return recordedBy([publicWrite(keys.killedSet(secret), { type: 'killed-set', version: 1, secret })]);
}

/** Shows that a member's peer is not cut off: with its own peer alone, in its own collection. */
async function beat(ctx: SubmitContext, heartbeat: Heartbeat): Promise<Recorded> {
  const members = await readMembers(ctx.state);
  const member = memberOf(ctx.caller, members);
  requireRole(ctx.caller, members, ...clientRoles);
  if (member.id !== heartbeat.member) {
    throw new RefusalError('NOT_THE_SUBMITTER', { claimed: heartbeat.member, caller: member.id });
  }
  return recordedBy([privateWrite([member], keys.heartbeat(member.id), canonicalJson(heartbeat))]);
}

/** All registered keys, each with its issuer's word on it and the members'. */
async function issuerKeys(ctx: QueryContext): Promise<object[]> {
  const { members } = await readAsMember(ctx);
  const issuing = new Map(members.map((member) => [member.id, member.issuing]));
  const registered = await ctx.state.readUnder(['issuer-key']);
  return Promise.all(
    registered.map(async ({ key: [, issuer = '', kid = ''] }) => {
      const { key, status, end } = await findIssuerKey(ctx.state, issuer, kid);
      return { key, status: status ?? null, ended: key ? endOf(key, end, issuing.get(issuer)) : null };
    }),
  );
}

async function batch(ctx: QueryContext, name: BatchName): Promise<CredentialBatch | null> {
  await readAsMember(ctx);
  return (await findBatch(ctx.state, name)) ?? null;
}

/** Credentials: issuers' keys, and what becomes of copies that they have issued. Digests only. */
@Info({
  title: 'Credentials',
  description: "Issuers' keys, and what becomes of copies that they have issued. Digests only.",
})
export class CredentialsContract extends LedgerContract {
  constructor() {
    super('credentials');
  }

  @Transaction()
  @Param('key', 'IssuerKey', 'In canonical form.')
  @Returns('Receipt')
  @Described('Registers a key with which a member signs credentials.')
  registerKey(ctx: LedgerContext, key: string): Promise<string> {
    return submit(ctx, registerKey, canonical('issuer-key', issuerKeyChecker, key));
  }

  @Transaction()
  @Param('change', 'IssuerKeyStatusChange', 'In canonical form.')
  @Returns('Receipt')
  @Described('Retires a key, or declares it compromised from a block on.')
  endKey(ctx: LedgerContext, change: string): Promise<string> {
    return submit(ctx, endKey, canonical('issuer-key-status', issuerKeyStatusChecker, change));
  }

  @Transaction()
  @Returns('Receipt')
  @Described(
    'Records copies of credentials. The batch is public: it is transient data so that a block holds it once.',
    { request: 'CredentialBatch' },
  )
  recordBatch(ctx: LedgerContext): Promise<string> {
    return submit(ctx, recordBatch);
  }

  @Transaction()
  @Param('request', 'StatusRequest', 'In canonical form.')
  @Returns('Receipt')
  @Described('Suspends, reinstates or revokes copies of one batch.')
  setStatus(ctx: LedgerContext, request: string): Promise<string> {
    return submit(ctx, setStatus, canonical('credential-status-request', statusRequestChecker, request));
  }

  @Transaction()
  @Param('request', 'KillRequest', 'In canonical form.')
  @Returns('Receipt')
  @Described("Ends a set at all firms, by its holder's recovery code.")
  kill(ctx: LedgerContext, request: string): Promise<string> {
    return submit(ctx, kill, canonical('kill-request', killRequestChecker, request));
  }

  @Transaction()
  @Param('heartbeat', 'Heartbeat', 'In canonical form.')
  @Returns('Receipt')
  @Described("Shows that a member's peer is not cut off.")
  beat(ctx: LedgerContext, heartbeat: string): Promise<string> {
    return submit(ctx, beat, canonical('heartbeat', heartbeatChecker, heartbeat));
  }

  @Transaction(false)
  @Returns('IssuerKeyState[]')
  @Described("All registered keys, each with its issuer's word on it and the members'.")
  keys(ctx: LedgerContext): Promise<string> {
    return answer(ctx, issuerKeys);
  }

  @Transaction(false)
  @Param('query', 'BatchAsked')
  @Returns('CredentialBatchOrNull')
  @Described('A batch of copies as it was recorded.')
  batch(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, batch, asked(batchAskedChecker, query));
  }
}
