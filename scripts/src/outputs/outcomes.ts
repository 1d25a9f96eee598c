import { Amount, ClientId, MemberId, ProposalStatus } from '@jangbu/model';
import { Type, type TLiteral, type TObject, type TProperties, type TUnion } from '@sinclair/typebox';

/** Fields of what a transaction recorded. */
const committed = {
  status: Type.Literal('RECORDED'),
  transactionId: Type.String(),
  blockNumber: Amount,
};

/** Schema of what a command recorded, or that it stood on the ledger before; with fields that are told in any case. */
export type RecordedWith<T extends TProperties> = TUnion<
  [TObject<typeof committed & T>, TObject<{ status: TLiteral<'ALREADY_RECORDED'> } & T>]
>;

/** What a command recorded, and what is told besides in any case. */
export function recordedWith<T extends TProperties>(fields: T): RecordedWith<T> {
  return Type.Union([
    Type.Object({ ...committed, ...fields }),
    Type.Object({ status: Type.Literal('ALREADY_RECORDED'), ...fields }),
  ]);
}

/** What a command recorded, or that it stood on the ledger before. */
export const Recorded = recordedWith({});

/** An error as programs get it; it has its own facts besides. */
export const ToldError = Type.Object({ name: Type.String(), message: Type.String() });

/** What is told in the place of a result that went to a file. */
export const WrittenFile = Type.Object({ file: Type.String() });

/** How a proposal stands after a vote, a tally, a withdrawal. */
export const VoteOutcome = recordedWith({
  proposer: MemberId,
  proposalId: ClientId,
  proposal: ProposalStatus,
});
