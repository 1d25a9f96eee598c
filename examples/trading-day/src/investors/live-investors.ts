import type { CredentialMirror } from '@jangbu/client/verifier';
import { majorityOf } from '@jangbu/model';
import { type Progress, eachOf } from '@jangbu/network';
import { connectAs, COPIES_A_SET, CREDENTIAL_CONSORTIUM, type NetworkContext } from 'jangbu';
import { IssuingFirm, type Investor } from './issuing-firm';
import { login, loginOutcome, pseudonymIn } from './login';
import { VerifyingFirm } from './verifying-firm';

const INVESTORS = 1000;
const ISSUERS = 4;
const VERIFIERS = 5;
/** So many investors log in at two firms each. */
const LOGGING_IN = 200;
const AT_NEWCOMER = 50;
/** So many members say at once that they are there. */
const BEATING = 6;

/** What became of one investor whose credential was ended. */
export interface EndedCredential {
  readonly how: string;
  readonly investor: string;
  readonly by: string;
  readonly firms: readonly string[];
  readonly expected: string;
  readonly outcomes: readonly string[];
}

/** The day of the investors. */
export interface InvestorsDay {
  readonly issuers: readonly string[];
  readonly investors: number;
  readonly copies: number;
  readonly batches: number;
  readonly verifiers: readonly string[];
  readonly logins: number;
  readonly consents: number;
  readonly ended: readonly EndedCredential[];
  readonly newcomer: { readonly member: string; readonly logins: number };
  readonly seconds: { readonly issue: number; readonly record: number; readonly login: number };
  /** What did not go as it must. */
  readonly wrong: readonly string[];
}

interface Cast {
  readonly issuers: readonly IssuingFirm[];
  readonly verifiers: readonly VerifyingFirm[];
  readonly wrong: string[];
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [T, seconds: number]> {
  const since = performance.now();
  const result = await work();
  return [result, (performance.now() - since) / 1000];
}

async function beat(context: NetworkContext): Promise<void> {
  // A mirror knows its age by more than half of them.
  const { members } = context.consortium;
  await eachOf(members.slice(0, majorityOf(members.length)), BEATING, async ({ id }) => {
    await using ledger = await connectAs(context, id, 'verifier');
    await ledger.credentials.beat();
  });
}

async function identifyAll(issuers: readonly IssuingFirm[], progress: Progress): Promise<Investor[]> {
  const investors: Investor[] = [];
  for (let i = 0; i < INVESTORS; i++) {
    const firm = issuers[i % issuers.length];
    if (!firm) throw new RangeError('nobody issues');
    investors.push(await firm.identify(`투자자 ${i + 1}`));
    if (i % 50 === 0) progress({ phase: 'investors', text: 'identified', done: i, total: INVESTORS });
  }
  return investors;
}

async function recordAll(issuers: readonly IssuingFirm[]): Promise<{ copies: number; batches: number }> {
  const done = await Promise.all(issuers.map(({ desk }) => desk.work()));
  return {
    copies: done.reduce((sum, { copies }) => sum + copies, 0),
    batches: done.reduce((sum, { batches }) => sum + batches, 0),
  };
}

/** A test of a mirror: whether it has everything that the issuers have registered. */
async function allRecorded(issuers: readonly IssuingFirm[]): Promise<(mirror: CredentialMirror) => boolean> {
  const registered: { readonly member: string; readonly recordId: string }[] = [];
  for (const { store, member } of issuers) {
    for await (const { copies } of store.all()) {
      registered.push(...copies.map(({ recordId }) => ({ member, recordId })));
    }
  }
  return (mirror) => registered.every(({ member, recordId }) => mirror.record(member, recordId));
}

/** Logins at two firms each; at both the second time under the same name, and under two names in all. */
async function logInTwice(
  investor: Investor,
  firms: readonly VerifyingFirm[],
  wrong: string[],
): Promise<number> {
  const names = new Set<string>();
  for (const firm of firms) {
    const [first, second] = [await login(investor, firm), await login(investor, firm)];
    if (loginOutcome(first) !== 'LOGGED_IN' || loginOutcome(second) !== 'LOGGED_IN') {
      wrong.push(`${investor.name} at ${firm.member}: ${loginOutcome(first)}, ${loginOutcome(second)}`);
      continue;
    }
    if (pseudonymIn(first) !== pseudonymIn(second))
      wrong.push(`${investor.name} has two names at ${firm.member}`);
    names.add(pseudonymIn(first));
  }
  if (names.size !== firms.length) wrong.push(`${investor.name} has one name at two firms`);
  return 2 * firms.length;
}

/** Two firms for each investor, in turn. */
function firmsFor(position: number, verifiers: readonly VerifyingFirm[]): VerifyingFirm[] {
  return [0, 1].flatMap((next) => verifiers[(position + next) % verifiers.length] ?? []);
}

async function logInAll(
  investors: readonly Investor[],
  { verifiers, wrong }: Cast,
  progress: Progress,
): Promise<number> {
  let logins = 0;
  for (const [position, investor] of investors.slice(0, LOGGING_IN).entries()) {
    logins += await logInTwice(investor, firmsFor(position, verifiers), wrong);
    if (position % 20 === 0)
      progress({ phase: 'investors', text: 'logging in', done: position, total: LOGGING_IN });
  }
  return logins;
}

/** Tries to log in where the investor was known, once both firms' mirrors have the status. */
async function tryEnded(
  investor: Investor,
  firms: readonly VerifyingFirm[],
  status: string,
  issuer: IssuingFirm,
): Promise<string[]> {
  const record = await issuer.store.read(investor.name);
  const ids = record?.copies.map(({ recordId }) => recordId) ?? [];
  for (const firm of firms) {
    await firm.until((mirror) => ids.every((id) => mirror.record(issuer.member, id)?.status === status));
  }
  return Promise.all(firms.map(async (firm) => loginOutcome(await login(investor, firm))));
}

async function endThree(investors: readonly Investor[], cast: Cast): Promise<EndedCredential[]> {
  const { issuers, verifiers, wrong } = cast;
  const ended: EndedCredential[] = [];
  const end = async (
    position: number,
    { how, expected }: Pick<EndedCredential, 'how' | 'expected'>,
    act: (investor: Investor, issuer: IssuingFirm) => Promise<string>,
  ): Promise<void> => {
    const investor = investors[position];
    const issuer = issuers[position % issuers.length];
    if (!investor || !issuer) throw new RangeError('too few investors');
    const firms = firmsFor(position, verifiers);
    const by = await act(investor, issuer);
    const outcomes = await tryEnded(investor, firms, expected, issuer);
    ended.push({
      how,
      expected,
      investor: investor.name,
      by,
      firms: firms.map(({ member }) => member),
      outcomes,
    });
    for (const outcome of outcomes)
      if (outcome !== expected) wrong.push(`${how}: ${outcome}, not ${expected}`);
  };
  await end(0, { how: 'phone lost, ended by the recovery code', expected: 'KILLED' }, async (investor) => {
    const helper = verifiers.at(-1);
    if (!helper) throw new RangeError('nobody helps');
    const set = { recoveryCode: investor.recoveryCode, consortium: CREDENTIAL_CONSORTIUM };
    await helper.ledger.credentials.killSet(set, helper.mirror);
    return helper.member;
  });
  await end(1, { how: 'suspended', expected: 'SUSPENDED' }, async ({ name }, { desk, member }) => {
    await desk.suspend(name, 'HOLDER_ASKED');
    return member;
  });
  await end(2, { how: 'revoked', expected: 'REVOKED' }, async ({ name }, { desk, member }) => {
    await desk.revoke(name, 'IDENTITY_WRONG');
    return member;
  });
  return ended;
}

/** A member that never had to do with credentials opens a mirror; that is all. */
async function join(
  context: NetworkContext,
  member: string,
  investors: readonly Investor[],
  { issuers, wrong }: Cast,
): Promise<InvestorsDay['newcomer']> {
  const firm = await VerifyingFirm.open(context, member);
  try {
    await firm.until(await allRecorded(issuers));
    let logins = 0;
    for (const investor of investors.slice(LOGGING_IN, LOGGING_IN + AT_NEWCOMER)) {
      const outcome = loginOutcome(await login(investor, firm));
      if (outcome === 'LOGGED_IN') logins += 1;
      else wrong.push(`${investor.name} at ${member}: ${outcome}`);
    }
    return { member, logins };
  } finally {
    await firm.close();
  }
}

async function live(
  context: NetworkContext,
  cast: Cast,
  newcomer: string,
  progress: Progress,
): Promise<InvestorsDay> {
  const { issuers, verifiers, wrong } = cast;
  const [investors, issue] = await timed(() => identifyAll(issuers, progress));
  progress({ phase: 'investors', text: 'their copies go to the ledger' });
  const [{ copies, batches }, record] = await timed(() => recordAll(issuers));
  const recorded = await allRecorded(issuers);
  for (const firm of verifiers) await firm.until(recorded);
  const [logins, seconds] = await timed(() => logInAll(investors, cast, progress));
  progress({ phase: 'investors', text: 'consents, a lost phone, a newcomer' });
  const works = await Promise.all(verifiers.map(({ desk }) => desk.work()));
  const consents = works.reduce((sum, each) => sum + each.consents, 0);
  const ended = await endThree(investors, cast);
  const joined = await join(context, newcomer, investors, cast);
  if (consents !== 2 * LOGGING_IN) wrong.push(`${consents} consents recorded`);
  if (copies !== INVESTORS * COPIES_A_SET) wrong.push(`${copies} copies recorded`);
  return {
    ...{ investors: investors.length, copies, batches, logins, consents, ended, newcomer: joined, wrong },
    issuers: issuers.map(({ member }) => member),
    verifiers: verifiers.map(({ member }) => member),
    seconds: { issue, record, login: seconds },
  };
}

/**
 * A day in the life of a thousand investors: identified by four firms, logging in at others, one with a lost phone, one
 * suspended, one revoked; and a firm joins at zero cost.
 */
export async function liveInvestors(context: NetworkContext, progress: Progress): Promise<InvestorsDay> {
  progress({ phase: 'investors', text: 'issuers register their keys' });
  const firms = context.consortium.members.map(({ id }) => id).slice(1);
  const [issuing, verifying] = [firms.slice(0, ISSUERS), firms.slice(ISSUERS, ISSUERS + VERIFIERS)];
  const newcomer = firms.at(-1);
  if (newcomer === undefined || firms.length <= ISSUERS + VERIFIERS) throw new RangeError('too few firms');
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(firm: T): T => {
    opened.push(firm);
    return firm;
  };
  try {
    await beat(context);
    const issuers: IssuingFirm[] = [];
    for (const id of issuing) issuers.push(keep(await IssuingFirm.open(context, id)));
    const verifiers: VerifyingFirm[] = [];
    for (const id of verifying) verifiers.push(keep(await VerifyingFirm.open(context, id)));
    return await live(context, { issuers, verifiers, wrong: [] }, newcomer, progress);
  } finally {
    await Promise.all(opened.map((firm) => firm.close()));
  }
}
