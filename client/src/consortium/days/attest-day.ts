import {
  addBusinessDays,
  canonicalJson,
  dayRoot,
  sealStateChecker,
  transactions,
  type Attestation,
  type ClosedDays,
  type DayClaim,
  type SealState,
} from '@jangbu/model';
import { readDocument } from '../../core/submit/answers';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import type { Signatory } from '../../core/identity/signatory';
import { PeerError } from '../../core/errors';
import { readDayBlocks, type DayBlocks, type DayRequest } from './day-blocks';

/** A day's seal and attestations, as the member's own peer has them. */
export async function readSeal(
  contracts: ContractClient,
  date: string,
  options?: CallOptions,
): Promise<SealState> {
  const query = { transaction: transactions.days.seal, argument: JSON.stringify({ date }) };
  return readDocument(await contracts.evaluate(query, options), sealStateChecker, query.transaction);
}

/** Reads a closed day's blocks, beginning behind the day before where that one is sealed. */
export async function readClosedDay(
  contracts: ContractClient,
  { date, chaincode, wanted }: Omit<DayRequest, 'from'>,
  calendar: ClosedDays,
  options: CallOptions = {},
): Promise<DayBlocks> {
  const before = await readSeal(contracts, addBusinessDays(date, -1, calendar), options);
  const from = before.seal ? BigInt(before.seal.claim.block.number) + 1n : 0n;
  return readDayBlocks(contracts, { date, chaincode, from, wanted }, options.signal);
}

/** What the member's own peer says of a closed day. */
export function claimOf(channel: string, date: string, { closing, transactionIds }: DayBlocks): DayClaim {
  const { number, hash, commitHash } = closing;
  if (commitHash === null) throw new PeerError(`block ${number.toString()} has no commit hash`);
  return {
    type: 'day-claim',
    version: 1,
    channel,
    date,
    block: { number: Number(number), hash, commitHash },
    transactions: { count: transactionIds.length, root: dayRoot(transactionIds) },
  };
}

/** Signs a claim: what an outsider can check with the channel's configuration alone. */
export async function signClaim(claim: DayClaim, signatory: Signatory): Promise<Attestation> {
  const { member, certificate } = signatory;
  const signature = Buffer.from(await signatory.sign(Buffer.from(canonicalJson(claim)))).toString('base64');
  return { type: 'day-attestation', version: 1, member, claim, certificate, signature };
}
