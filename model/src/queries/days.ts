import { Type, type Static } from '@sinclair/typebox';
import { Attestation, DaySeal } from '../documents/seals';
import { Checker } from '../schema/checker';
import { closed, DateText } from '../schema/fields';

/** The arguments of queries, as `transactions` describes them. */
export const dayAskedChecker = new Checker(closed({ date: DateText }));

/** What a query tells of a closed day. */
export const SealState = closed({
  seal: Type.Union([Type.Null(), DaySeal]),
  /** All that have been made, whatever they say. */
  attestations: Type.Array(Attestation),
});
export type SealState = Static<typeof SealState>;
export const sealStateChecker = new Checker(SealState);
