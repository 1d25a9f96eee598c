import { canonicalJson, keys, membersDocumentChecker, transactions, type DayClaim } from '@jangbu/model';
import { attestationBy } from '../network/attestation';
import { proposalBy } from './proposal';
import { forgedLot, MAY_CHEAT, type Actor, type Stage } from './stage';

const HALF = ['kofia', 'samsung', 'mirae'] as const satisfies readonly Actor[];
const OTHERS = ['nh', 'daishin', 'shinhan'] as const satisfies readonly Actor[];

async function membersAt(stage: Stage, member: Actor): Promise<string> {
  const client = await stage.byHand(member, 'admin');
  return client.evaluate(transactions.consortium.members, undefined, stage.mspOf(member));
}

/** Eleven of twenty-two: three of these six. */
export function halfOfTheMembers(opened: () => Stage): void {
  test('write nothing that is public', async () => {
    const stage = opened();
    const writes = [{ key: keys.members(), text: await membersAt(stage, 'nh') }];
    await expect(stage.forge(HALF, { writes })).rejects.toThrow('ENDORSEMENT_POLICY_FAILURE');
  });

  test('stop whatever is public by not signing: the other half is no majority either', async () => {
    const stage = opened();
    const admin = await stage.byHand('nh', 'admin');
    const submitted = admin.submit(transactions.consortium.propose, {
      arguments: [canonicalJson(await proposalBy(stage, 'nh', 'without-the-half'))],
      organisations: OTHERS.map((member) => stage.mspOf(member)),
    });
    await expect(submitted).rejects.toThrow('ENDORSEMENT_POLICY_FAILURE');
  });

  test("write no other member's collection", async () => {
    const stage = opened();
    const writes = stage.lotAt(forgedLot('nh', 9n), 'FREE', 'nh');
    await expect(stage.forge(HALF, { writes })).rejects.toThrow('ENDORSEMENT_POLICY_FAILURE');
  });
}

/** Signs a claim as a member's operator, whatever its peer says. */
async function attest(stage: Stage, member: Actor, claim: DayClaim): Promise<string> {
  const attestation = await attestationBy(stage.context, member, claim);
  const operator = await stage.byHand(member, 'operator');
  return operator.submit(transactions.days.attest, { arguments: [canonicalJson(attestation)] });
}

/** Twelve of twenty-two: four of these six. */
export function mostOfTheMembers(opened: () => Stage): void {
  test('write whatever is public, for all', async () => {
    const stage = opened();
    const before = await membersAt(stage, 'nh');
    const document: unknown = JSON.parse(before);
    if (!membersDocumentChecker.fits(document)) throw new Error('no members');
    const members = document.members.map((each) =>
      each.id === 'daishin' ? { ...each, status: 'SUSPENDED' as const } : each,
    );
    const text = canonicalJson({ ...document, members });
    await stage.forge(MAY_CHEAT, { writes: [{ key: keys.members(), text }] });
    await expect(membersAt(stage, 'nh')).resolves.toContain('SUSPENDED');
    await stage.forge(MAY_CHEAT, { writes: [{ key: keys.members(), text: before }] });
    await expect(membersAt(stage, 'nh')).resolves.toBe(before);
  });

  test("write no other member's collection, and so state nothing in its name", async () => {
    const stage = opened();
    const writes = stage.lotAt(forgedLot('nh', 8n), 'FREE', 'nh');
    await expect(stage.forge(MAY_CHEAT, { writes })).rejects.toThrow('ENDORSEMENT_POLICY_FAILURE');
  });

  test('seal a day that never was; a member whose peer says otherwise is told that it differs', async () => {
    const stage = opened();
    const supervisor = await stage.supervisor();
    const day = await supervisor.days.current();
    if (!day) throw new Error('no day is open');
    if (day.phase !== 'SETTLEMENT_CLOSED') throw new Error(`the day is ${day.phase}`);
    await supervisor.days.move({ date: day.date, phase: 'MATCHING_CLOSED' });
    const closed = await supervisor.days.move({ date: day.date, phase: 'CLOSED' });
    const [nh, daishin] = await Promise.all(
      (['nh', 'daishin'] as const).map(async (member) => {
        const ledger = await stage.ledger(member, 'operator');
        if (closed.status === 'RECORDED') await ledger.reached(closed.blockNumber);
        return ledger;
      }),
    );
    if (!nh || !daishin) throw new Error('two are honest');
    const { claim: honest } = await nh.days.attest(day.date);
    const forged = { ...honest, transactions: { ...honest.transactions, root: 'ab'.repeat(32) } };
    const told: string[] = [];
    for (const member of MAY_CHEAT) told.push(await attest(stage, member, forged));
    expect(told.at(-1)).toContain('SEALED');
    await expect(daishin.days.attest(day.date)).resolves.toMatchObject({ day: 'DIFFERS' });
  });
}
