import { watchLots, type LotAlarm } from '@jangbu/client/interfirm';
import { keys, lotChecker, type Lot } from '@jangbu/model';
import { PEEK } from './changed-contracts';
import { forgedLot, house, type Actor, type Stage } from './stage';

/** A lot's document, as its owner's peer has it. */
async function documentOf(stage: Stage, owner: Actor, amount: bigint): Promise<Lot> {
  const lot = await stage.lotOf(owner, amount);
  // The supervisor's changed peer reads its own copy for whom it likes.
  const kofia = await stage.byHand('kofia');
  const text: unknown = JSON.parse(
    await kofia.evaluate(PEEK, { of: stage.mspOf('kofia'), key: keys.lot(lot) }, stage.mspOf('kofia')),
  );
  const document: unknown = JSON.parse(String(text));
  if (!lotChecker.fits(document)) throw new Error('the supervisor holds no such lot');
  return document;
}

/** Looks at all blocks from a height on until a member's own application raises an alarm. */
async function alarmFor(stage: Stage, member: Actor, from: number): Promise<LotAlarm> {
  const watch = watchLots(await stage.ledger(member), {
    from: BigInt(from),
    signal: AbortSignal.timeout(60_000),
  });
  for await (const alarm of watch) return alarm;
  throw new Error('the watch ended');
}

/** What a member's own application has noticed since a height, up to the block that its peer has now. */
async function alarmsSince(stage: Stage, member: Actor, from: number): Promise<LotAlarm[]> {
  const last = BigInt((await (await stage.byHand(member)).height()) - 1);
  const [alarms, ended] = [[] as LotAlarm[], new AbortController()];
  const onBlock = (number: bigint): void => {
    if (number >= last) ended.abort();
  };
  const watch = watchLots(await stage.ledger(member), { from: BigInt(from), onBlock, signal: ended.signal });
  try {
    for await (const alarm of watch) alarms.push(alarm);
  } catch (error) {
    if (!ended.signal.aborted) throw error;
  }
  return alarms;
}

/** KOFIA alone. */
export function supervisorAlone(opened: () => Stage): void {
  test("writes neither a firm's collection nor what is public", async () => {
    const stage = opened();
    for (const writes of [
      stage.lotAt(forgedLot('nh', 5n), 'FREE', 'kofia', 'nh'),
      [{ key: keys.businessDay(), text: '{}' }],
    ]) {
      await expect(stage.forge(['kofia'], { writes })).rejects.toThrow('ENDORSEMENT_POLICY_FAILURE');
    }
  });

  test("stops a firm's lot by changing its own copy; the firm is told by whom, and the lot is not lost", async () => {
    const stage = opened();
    await stage.deposit('nh', 31n);
    const lot = await documentOf(stage, 'nh', 31n);
    const from = await (await stage.byHand('nh')).height();
    await stage.forge(['kofia'], { writes: stage.lotAt(lot, 'SPENT', 'kofia') });
    await expect(alarmFor(stage, 'nh', from)).resolves.toMatchObject({
      lot: { creator: lot.creator, lotId: lot.lotId },
      changedAt: 'KofiaMSP',
      sentBy: 'KofiaMSP',
    });
    const nh = await stage.ledger('nh');
    await expect(nh.holdings.transfer('daishin', [lot])).rejects.toMatchObject({
      code: 'DOCUMENT_NOT_HELD',
      facts: { members: ['kofia'] },
    });
    const spent = { collectionOf: stage.mspOf('kofia'), key: keys.spentLot(lot), text: null };
    await stage.forge(['kofia'], { writes: [...stage.lotAt(lot, 'FREE', 'kofia'), spent] });
    await nh.holdings.transfer('daishin', [lot]);
    await stage.lotOf('daishin', 31n);
  });
}

/** KOFIA and Samsung. */
export function supervisorAndFirm(opened: () => Stage): void {
  test('make lots that honest firms take; only the sums of the supervisor itself show it', async () => {
    const stage = opened();
    const from = await (await stage.byHand('nh')).height();
    const minted = forgedLot('samsung', 77_777n);
    await stage.forge(['samsung', 'kofia'], { writes: stage.lotAt(minted, 'FREE', 'samsung', 'kofia') });
    const mine = await stage.lotOf('samsung', 77_777n);
    await (await stage.ledger('samsung')).holdings.transfer('nh', [mine]);
    const received = await stage.lotOf('nh', 77_777n);
    await (
      await stage.ledger('nh')
    ).holdings.split([received], [{ instrument: 'KRW', amount: 70_000n, ...house }]);
    await expect(alarmsSince(stage, 'nh', from)).resolves.toEqual([]);
    await expect(stage.outstanding('KRW')).resolves.toMatchObject({ unexplained: 77_777n });
  });

  test("spend a firm's lot, with all sums right; its owner is alarmed by the block that does it", async () => {
    const stage = opened();
    await stage.deposit('nh', 4_321n);
    const before = await stage.outstanding('KRW');
    const lot = await documentOf(stage, 'nh', 4_321n);
    const from = await (await stage.byHand('nh')).height();
    const taken = { ...forgedLot('samsung', 4_322n), amount: lot.amount };
    const writes = [...stage.lotAt(lot, 'SPENT', 'kofia'), ...stage.lotAt(taken, 'FREE', 'samsung', 'kofia')];
    await stage.forge(['samsung', 'kofia'], { writes });
    const alarm = await alarmFor(stage, 'nh', from);
    expect(alarm).toMatchObject({ lot: { lotId: lot.lotId }, changedAt: 'KofiaMSP', sentBy: 'SamsungMSP' });
    const mine = await stage.lotOf('samsung', 4_321n);
    await (await stage.ledger('samsung')).holdings.transfer('daishin', [mine]);
    await expect(stage.outstanding('KRW')).resolves.toEqual(before);
    await expect((await stage.ledger('nh')).holdings.transfer('daishin', [lot])).rejects.toMatchObject({
      code: 'DOCUMENT_NOT_HELD',
    });
  });
}

/** KOFIA and Mirae. */
export function supervisorAndCustodian(opened: () => Stage): void {
  test('issue what lies in no vault: on the ledger it is a deposit like any other', async () => {
    const stage = opened();
    const before = await stage.outstanding('KRW');
    await stage.deposit('shinhan', 6_006n);
    await expect(stage.outstanding('KRW')).resolves.toEqual({
      outstanding: before.outstanding + 6_006n,
      unexplained: before.unexplained,
    });
  });
}
