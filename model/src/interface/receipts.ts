import { Type, type Static } from '@sinclair/typebox';
import { ProposalStatus } from '../documents/governance';
import { oneOf } from '../schema/fields';

/** What a submitted transaction answers: whether it wrote, or had been done before. */
export const Receipt = Type.Object({ status: oneOf('RECORDED', 'ALREADY_RECORDED') });
export type Receipt = Readonly<Static<typeof Receipt>>;

/** What a proposal, a vote, a tally and a withdrawal answer. A tally that ends nothing has nothing to record. */
export const VoteReceipt = Type.Object({ ...Receipt.properties, proposal: ProposalStatus });
export type VoteReceipt = Readonly<Static<typeof VoteReceipt>>;

/** What an attestation answers: whether the day is sealed now, and by the same claim. */
export const AttestationReceipt = Type.Object({
  ...Receipt.properties,
  /** `DIFFERS`: more than half of the members say otherwise of this day. An alarm. */
  day: oneOf('OPEN', 'SEALED', 'DIFFERS'),
});
export type AttestationReceipt = Readonly<Static<typeof AttestationReceipt>>;
