import {
  keys,
  type Attestation,
  type AttestationReceipt,
  type DaySeal,
  type MembersDocument,
  type SealState,
} from '@jangbu/model';
import type { PublicState, QueryContext, SubmitContext } from '../../ledger/state/context';
import { findBusinessDay, readMembers } from '../../ledger/consortium/reference';
import { findClosedDay, findSeal, readAttestations } from '../../ledger/days/sealing';
import { publicWrite, type Decision } from '../../ledger/state/write';
import { requireListedSubmitter } from '../../rules/consortium/membership';
import { isNewAttestation, requireClosed, requireSigned, sealBy, standingOf } from '../../rules/days/sealing';
import { readAsMember } from '../execution/reading';

type Attested = Decision<AttestationReceipt>;

/** What the members have said of a day: all that are listed, for a suspended one's peer holds the ledger as well. */
async function readSealing(
  state: PublicState,
  date: string,
  { members }: MembersDocument,
): Promise<{ readonly sealed: DaySeal | undefined; readonly made: Attestation[] }> {
  const ids = members.map(({ id }) => id);
  const [sealed, made] = await Promise.all([findSeal(state, date), readAttestations(state, date, ids)]);
  return { sealed, made };
}

/**
 * Records what a member says of a closed day, in the place of what it said before. The attestation that makes more
 * than half of the members say the same seals the day in the same transaction; one that comes after is recorded
 * beside it.
 */
export async function attest(ctx: SubmitContext, attestation: Attestation): Promise<Attested> {
  const members = await readMembers(ctx.state);
  requireListedSubmitter(ctx.caller, members, attestation.member, 'operator');
  const { claim, member } = attestation;
  const [day, closed, { sealed, made }] = await Promise.all([
    findBusinessDay(ctx.state),
    findClosedDay(ctx.state, claim.date),
    readSealing(ctx.state, claim.date, members),
  ]);
  requireClosed(claim, ctx.state.channel, day, closed);
  requireSigned(attestation, ctx.caller);
  if (!isNewAttestation(attestation, made, sealed)) {
    return { answer: { status: 'ALREADY_RECORDED', day: standingOf(claim, sealed) }, writes: [] };
  }
  const recorded = publicWrite(keys.attestation(claim.date, member), attestation);
  const making = sealed ? undefined : sealBy(attestation, made, members);
  return {
    answer: { status: 'RECORDED', day: standingOf(claim, sealed ?? making) },
    writes: making ? [recorded, publicWrite(keys.daySeal(claim.date), making)] : [recorded],
  };
}

/** How a day's sealing stands, and every attestation of it. */
export async function seal(ctx: QueryContext, { date }: { readonly date: string }): Promise<SealState> {
  const { sealed, made } = await readSealing(ctx.state, date, await readAsMember(ctx));
  return { seal: sealed ?? null, attestations: made };
}
