import { silent } from '@jangbu/network';
import { bringUp, takeDown, type NetworkContext } from 'jangbu';
import { fullNetwork } from './network/networks';
import { livesWithSuspendedMember } from './network/suspended-member';

/** With three members it is part of seal.test.ts. Here with 22, whose channel wants twelve while eleven of 21 carry a vote. */
describe('one of 22 members', () => {
  let context: NetworkContext;

  beforeAll(async () => {
    context = await fullNetwork('suspension', 23_000);
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
  }, 1_200_000);

  afterAll(() => takeDown(context, silent, { purge: true }), 300_000);

  livesWithSuspendedMember(() => context);
});
