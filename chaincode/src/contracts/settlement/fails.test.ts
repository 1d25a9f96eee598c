import { canonicalJson, keys, PHASES, transactions, type Fail } from '@jangbu/model';
import { statementOf, utiOf } from '@jangbu/model/dist/testing/statements';
import { PARAMETERS, TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { forgeDocuments } from '../../../testing/forgery';
import { positionsAt } from '../../../testing/holding';
import { refusal } from '../../../testing/refusals';
import {
  closeSettlement,
  fail,
  failRequest,
  instructionOf,
  instructionsAt,
  lotOf,
  matchedConsortium,
  matchOneMore,
  NET,
  OBLIGATION,
  recordInstructions,
  release,
  requesting,
  reservationOf,
  reserve,
  reserveBoth,
  settle,
  SHARES,
  submitSettlement,
} from '../../../testing/settling';

const NEXT = '2026-03-12';

async function instructed(parameters = PARAMETERS): Promise<SimulatedConsortium> {
  const consortium = await matchedConsortium(parameters);
  await recordInstructions(consortium, NET);
  return consortium;
}

/** The fails of the net instruction, as a member holds them. */
async function failsAt(consortium: SimulatedConsortium, id: string): Promise<Fail[]> {
  const [state] = await instructionsAt(consortium, id);
  return (state?.fails ?? []).map((text) => JSON.parse(text) as Fail);
}

describe('a fail', () => {
  it('names the side that had not reserved, and what it owes for the day by the rule in force', async () => {
    const consortium = await instructed({ ...PARAMETERS, failPenalty: 5 });
    const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
    await reserve(consortium, NET, won);
    await closeSettlement(consortium);
    expect(await fail(consortium, NET, [null, canonicalJson(won)], 'a')).toEqual({ status: 'RECORDED' });
    expect(await failsAt(consortium, 'kofia')).toMatchObject([
      { businessDay: TODAY, rollsTo: NEXT, atFault: ['b'], penalty: '5325', witness: 'a' },
    ]);
    expect(await failsAt(consortium, 'a')).toEqual(await failsAt(consortium, 'kofia'));
  });

  it('is written without the one at fault, whose peer may be away and whose copies may be gone', async () => {
    const consortium = await instructed();
    const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
    await reserve(consortium, NET, won);
    await forgeDocuments(
      consortium,
      'b',
      [keys.instruction(NET), '{"gone":true}'],
      [keys.settlement(NET), '{"made":"up"}'],
    );
    await closeSettlement(consortium);
    expect(await fail(consortium, NET, [null, canonicalJson(won)], 'a')).toEqual({ status: 'RECORDED' });
    expect(await failsAt(consortium, 'kofia')).toMatchObject([{ atFault: ['b'] }]);
  });

  it('costs nothing when both are at fault, or without a rule', async () => {
    const both = await instructed({ ...PARAMETERS, failPenalty: 5 });
    await closeSettlement(both);
    await fail(both, NET, [null, null], 'b');
    expect(await failsAt(both, 'b')).toMatchObject([{ atFault: ['a', 'b'], penalty: '0' }]);
    const free = await instructed();
    await reserve(free, NET, reservationOf(NET, 0, await lotOf(free, 'b', SHARES)));
    await closeSettlement(free);
    const [state] = await instructionsAt(free, 'kofia');
    await fail(free, NET, state?.reservations ?? [], 'b');
    expect(await failsAt(free, 'b')).toMatchObject([{ atFault: ['a'], penalty: '0' }]);
  });

  it('lays a released reservation to its owner', async () => {
    const consortium = await instructed();
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
    await reserve(consortium, NET, shares);
    await release(consortium, shares);
    await reserve(consortium, NET, won);
    await closeSettlement(consortium);
    const asHeld = [shares, won].map(canonicalJson);
    await refusal('RECORD_MOVED', fail(consortium, NET, asHeld, 'a'));
    await fail(consortium, NET, [null, canonicalJson(won)], 'a');
    expect(await failsAt(consortium, 'a')).toMatchObject([{ atFault: ['b'] }]);
  });

  it('cannot be laid to a side that had reserved, nor recorded with the side at fault', async () => {
    const consortium = await instructed();
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    await reserve(consortium, NET, shares);
    await closeSettlement(consortium);
    expect(await refusal('RECORD_MOVED', fail(consortium, NET, [null, null], 'a'))).toEqual({
      document: 'reservation',
      id: 'a/instruct-net/0',
    });
    const withFaulty = fail(consortium, NET, [canonicalJson(shares), null], 'a');
    expect(await refusal('WITNESS_AT_FAULT', withFaulty)).toEqual({
      instruction: 'a/instruct-net',
      witness: 'a',
    });
  });

  it('is not made up by a reservation that only its owner wrote', async () => {
    const consortium = await instructed();
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    await forgeDocuments(consortium, 'b', [keys.reservation(NET, 0), canonicalJson(shares)]);
    await closeSettlement(consortium);
    const attempt = fail(consortium, NET, [canonicalJson(shares), null], 'b');
    expect((await refusal('DOCUMENT_NOT_HELD', attempt)).members).toEqual(['kofia']);
  });

  it('is recorded once a day, and the instruction settles on a later one', async () => {
    const consortium = await instructed();
    const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
    await reserve(consortium, NET, won);
    await closeSettlement(consortium);
    const texts = [null, canonicalJson(won)];
    await fail(consortium, NET, texts, 'a');
    expect(await fail(consortium, NET, texts, 'a')).toEqual({ status: 'ALREADY_RECORDED' });
    await consortium.toNextDay(NEXT);
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    await reserve(consortium, NET, shares);
    const reservations = [shares, won];
    expect(await settle(consortium, NET, reservations)).toEqual({ status: 'RECORDED' });
    expect(await positionsAt(consortium, 'a')).toMatchObject([{ instrument: SHARES, free: '150' }]);
    expect((await instructionsAt(consortium, 'a'))[0]).toMatchObject({ status: 'SETTLED' });
    expect(await failsAt(consortium, 'a')).toHaveLength(1);
  });

  it('of which both are at fault is recorded with each of them, neither record in the place of the other', async () => {
    const consortium = await instructed();
    await closeSettlement(consortium);
    await fail(consortium, NET, [null, null], 'a');
    await fail(consortium, NET, [null, null], 'b');
    const witnesses = async (id: string): Promise<string[]> =>
      (await failsAt(consortium, id)).map(({ witness }) => witness);
    expect(await witnesses('kofia')).toEqual(['a', 'b']);
    expect([await witnesses('a'), await witnesses('b')]).toEqual([['a'], ['b']]);
  });

  it('is none of what is fully reserved: that settles', async () => {
    const consortium = await instructed({ ...PARAMETERS, failPenalty: 5 });
    const reservations = await reserveBoth(consortium);
    await closeSettlement(consortium);
    const attempt = fail(consortium, NET, reservations.map(canonicalJson), 'b');
    expect(await refusal('INSTRUCTION_FINAL', attempt)).toEqual({ instruction: 'a/instruct-net' });
    expect(await settle(consortium, NET, reservations)).toEqual({ status: 'RECORDED' });
  });

  it.each(PHASES.slice(2))('is recorded in %s', async (phase) => {
    const consortium = await instructed();
    await consortium.toPhase(phase);
    expect(await fail(consortium, NET, [null, null], 'a')).toEqual({ status: 'RECORDED' });
  });

  it('is of an instruction that is due and has not ended, once settlement has closed', async () => {
    const consortium = await instructed();
    await refusal('PHASE_CLOSED', fail(consortium, NET, [null, null], 'a'));
    const later = statementOf(3, { settlementDate: '2026-03-13' });
    await matchOneMore(consortium, later);
    const due = { ...OBLIGATION, quantity: '100', amount: '-7150000', settlementDate: '2026-03-13' };
    const early = instructionOf('instruct-3', due, { kind: 'GROSS', sequence: 2, uti: utiOf(3) });
    await recordInstructions(consortium, early);
    const reservations = await reserveBoth(consortium);
    await settle(consortium, NET, reservations);
    await closeSettlement(consortium);
    await refusal('INSTRUCTION_SETTLED', fail(consortium, NET, reservations.map(canonicalJson), 'a'));
    expect(await refusal('TOO_EARLY', fail(consortium, early, [null, null], 'a'))).toEqual({
      instruction: 'a/instruct-3',
      settlementDate: '2026-03-13',
      dueDate: '2026-03-13',
      today: TODAY,
    });
  });

  it('is recorded by its witness or by the supervisor, and by nobody else', async () => {
    const consortium = await instructed();
    await closeSettlement(consortium);
    await refusal('NOT_A_PARTY', fail(consortium, NET, [null, null], 'a', { by: 'b' }));
    await refusal('NOT_A_PARTY', fail(consortium, NET, [null, null], 'a', { by: 'c' }));
    await refusal('NOT_A_PARTY', fail(consortium, NET, [null, null], 'c'));
    await refusal('ROLE_REQUIRED', fail(consortium, NET, [null, null], 'a', { certificate: 'auditor' }));
  });

  it('refuses a request that is not there, not JSON, or has an unknown field', async () => {
    const consortium = await instructed();
    const { by, name } = requesting(consortium, transactions.settlement.fail, {});
    const holders = consortium.mspIds('a', 'kofia');
    await refusal('TRANSIENT_MISSING', consortium.channel.submit({ by, name }, holders));
    const unknown = { ...failRequest(NET, [null, null], 'a'), note: 'Kim' };
    await refusal('INVALID_DOCUMENT', submitSettlement(consortium, transactions.settlement.fail, unknown));
  });
});
