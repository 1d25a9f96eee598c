import {
  activeMembers,
  keys,
  type Attestation,
  type AttestationReceipt,
  type SealState,
} from '@jangbu/model';
import type { QueryContext, SubmitContext } from '../../ledger/state/context';
import { findBusinessDay, readMembers } from '../../ledger/consortium/reference';
import { findSeal, readAttestations } from '../../ledger/days/sealing';
import { publicWrite, type Decision } from '../../ledger/state/write';
import { requireSubmitter } from '../../rules/consortium/membership';
import { isNewAttestation, requireClosed, requireSigned, sealBy, standingOf } from '../../rules/days/sealing';
import { readAsMember } from '../execution/reading';

type Attested = Decision<AttestationReceipt>;

/**
 * Records what a member says of a closed day. The attestation that makes more than half of the members
 * say the same seals the day in the same transaction; one that comes after is recorded beside it.
 */
export async function attest(ctx: SubmitContext, attestation: Attestation): Promise<Attested> {
  const members = await readMembers(ctx.state);
  requireSubmitter(ctx.caller, members, attestation.member, 'operator');
  const { claim, member } = attestation;
  const voters = activeMembers(members).map(({ id }) => id);
  const [day, seal, made] = await Promise.all([
    findBusinessDay(ctx.state),
    findSeal(ctx.state, claim.date),
    readAttestations(ctx.state, claim.date, voters),
  ]);
  requireClosed(claim, ctx.state.channel, day);
  requireSigned(attestation, ctx.caller);
  if (!isNewAttestation(attestation, made)) {
    return { answer: { status: 'ALREADY_RECORDED', day: standingOf(claim, seal) }, writes: [] };
  }
  const recorded = publicWrite(keys.attestation(claim.date, member), attestation);
  const sealed = seal ? undefined : sealBy(attestation, [...made, attestation], members);
  return {
    answer: { status: 'RECORDED', day: standingOf(claim, seal ?? sealed) },
    writes: sealed ? [recorded, publicWrite(keys.daySeal(claim.date), sealed)] : [recorded],
  };
}

/** How a day's sealing stands, and every attestation of it. */
export async function seal(ctx: QueryContext, { date }: { readonly date: string }): Promise<SealState> {
  const members = await readAsMember(ctx);
  const [sealed, attestations] = await Promise.all([
    findSeal(ctx.state, date),
    readAttestations(
      ctx.state,
      date,
      members.members.map(({ id }) => id),
    ),
  ]);
  return { seal: sealed ?? null, attestations };
}
