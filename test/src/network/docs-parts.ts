import { connect, identityFromFolder, type Ledger } from '@jangbu/client';
import type { LoginRequest } from '@jangbu/client/login';
import type { Verifier } from '@jangbu/client/verifier';
import { IssuingFirm, VerifyingFirm } from '@jangbu/example-trading-day';
import { majorityOf } from '@jangbu/model';
import { withLedger } from 'jangbu';
import { sharedNetwork } from './networks';

/** What the pages leave out before their code: the tests run it with these. */

/** A proposal to vote on, which nobody will carry. */
export async function openProposal(proposalId: string): Promise<string> {
  const kofia = await connect('kofia/profile.json', await identityFromFolder('kofia/identities/admin'));
  const actions = [{ kind: 'GRANT_ROLE', member: 'nh', role: 'custodian' }] as const;
  const done = await kofia.consortium.propose({ title: 'For the pages', actions, proposalId });
  await kofia.close();
  return done.proposalId;
}

export interface LoginParts {
  readonly ledger: Ledger;
  readonly verifier: Verifier;
  readonly audience: string;
  readonly toWallet: (request: LoginRequest) => Promise<unknown>;
}

/** A firm that verifies, and the wallet of an investor whom another firm has identified. */
export async function loginParts(): Promise<LoginParts> {
  const context = await sharedNetwork();
  const issuing = await IssuingFirm.open(context, 'daishin');
  const investor = await issuing.identify('이순신');
  await issuing.desk.work();
  const copies = (await issuing.store.read(investor.name))?.copies ?? [];
  const verifying = await VerifyingFirm.open(context, 'hmc');
  const { members } = context.consortium;
  for (const { id } of members.slice(0, majorityOf(members.length))) {
    await withLedger(context, id, 'verifier', (each) => each.credentials.beat());
  }
  await verifying.until((mirror) => copies.every(({ recordId }) => mirror.record('daishin', recordId)));
  const { ledger, verifier, audience } = verifying;
  const toWallet = (request: LoginRequest) =>
    investor.wallet.present({ firm: ledger.member.id, ...request, disclose: [] });
  return { ledger, verifier, audience, toWallet };
}
