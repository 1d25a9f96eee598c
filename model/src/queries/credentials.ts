import type { Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { ClientId, closed, MemberId } from '../schema/fields';

export const batchAskedChecker = new Checker(closed({ issuer: MemberId, batchId: ClientId }));
export type BatchName = Static<(typeof batchAskedChecker)['schema']>;
