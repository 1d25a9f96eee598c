import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, identityFromFolder, RefusedError, type Ledger } from '@jangbu/client';
import type { DayKept } from '@jangbu/client/consortium';
import { canonicalJson, momentOf, PHASES, transactions, type BusinessDay } from '@jangbu/model';
import { silent } from '@jangbu/network';
import { bringUp, takeDown, type NetworkContext } from 'jangbu';
import { installChanged } from './coalitions/install';
import { jangbu } from './network/command-line';
import { smallNetworkByTheClock } from './network/networks';
import { seen } from './network/seen';
import { RawClient } from './network/raw-client';

const PORTS = 25_000;
const MEMBERS = ['kofia', 'nh', 'samsung'] as const;
type Member = (typeof MEMBERS)[number];

/** A Tuesday, and the two business days after it. The cut-offs are 08:30, 15:15, 15:45, 16:30 and 18:00. */
const [DATE, NEXT, LAST] = ['2026-12-01', '2026-12-02', '2026-12-03'];

describe('business days by the clock, each member on a host with a clock of its own', () => {
  let context: NetworkContext;
  let operators: Readonly<Record<Member, Ledger>>;

  function clockFile(member: Member): string {
    return join(context.stateDir, `clock-${member}`);
  }

  /** Sets the clocks of members' hosts, everybody's where none are named. */
  function clocksShow(date: string, time: string, ...members: readonly Member[]): void {
    for (const member of members.length > 0 ? members : MEMBERS) {
      writeFileSync(clockFile(member), momentOf({ date, time }).toISOString());
    }
  }

  async function operatorOf(member: Member): Promise<Ledger> {
    const folder = join(context.stateDir, 'members', member);
    const identity = await identityFromFolder(join(folder, 'identities', 'operator'));
    return connect(join(folder, 'profile.json'), identity, { retry: { lagPatienceMs: 2000 } });
  }

  async function refusal(attempt: Promise<unknown>): Promise<RefusedError> {
    const error: unknown = await attempt.catch((thrown: unknown) => thrown);
    if (error instanceof RefusedError) return error;
    throw new Error('it was not refused', { cause: error });
  }

  /** The day as all of these see it, once all see the same. */
  function dayAt(...members: readonly Member[]): Promise<BusinessDay> {
    return seen(async () => {
      const days = await Promise.all(members.map((member) => operators[member].days.current()));
      return new Set(days.map((day) => day?.sequence)).size === 1 ? days[0] : undefined;
    });
  }

  /** All that a member's program does by the clock of its own machine, until nothing is due. */
  async function keep(member: Member, date: string, time: string): Promise<string[]> {
    const kept: DayKept[] = [];
    while (kept.at(-1)?.did !== 'NOTHING') {
      kept.push(await operators[member].days.keep(momentOf({ date, time })));
    }
    return kept.map((each) => (each.did === 'MOVED' ? `${each.to.date} ${each.to.phase}` : each.did));
  }

  beforeAll(async () => {
    context = await smallNetworkByTheClock('pace', PORTS);
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    clocksShow(DATE, '08:00');
    for (const [i, member] of MEMBERS.entries()) {
      await installChanged(context, member, PORTS + 290 + i, {
        name: `clock-of-${member}`,
        program: 'serve-at-clock.js',
        environment: { CLOCK_FILE: clockFile(member) },
      });
    }
    const [kofia, nh, samsung] = await Promise.all(MEMBERS.map(operatorOf));
    if (!kofia || !nh || !samsung) throw new Error('a member is missing');
    operators = { kofia, nh, samsung };
  }, 300_000);

  afterAll(async () => {
    await Promise.all(Object.values(operators).map((ledger) => ledger.close()));
    await takeDown(context, silent, { purge: true });
  }, 120_000);

  test('a founding list that says nothing of time means the clock', async () => {
    const shown = await jangbu(context, 'founding', 'show', '--as', 'nh');
    expect(shown.stdout).toContain('time: by the clock');
    expect((await jangbu(context, 'network', 'status')).stdout).toContain('time: by the clock');
  });

  test('the first day is opened when its time has come, and not before', async () => {
    const early = await refusal(operators.kofia.days.move({ date: DATE, phase: 'OPEN' }));
    expect(early).toMatchObject({ code: 'DAY_MOVE_EARLY', facts: { cutOff: `${DATE} 08:30` } });
    clocksShow(DATE, '08:30');
    expect(await keep('kofia', DATE, '08:30')).toEqual([`${DATE} OPEN`, 'NOTHING']);
    expect(await dayAt(...MEMBERS)).toMatchObject({ date: DATE, phase: 'OPEN' });
  });

  test('the supervisor closes nothing early: the endorsers refuse, and name the cut-off', async () => {
    clocksShow(DATE, '09:05');
    const times = { cutOff: `${DATE} 15:15`, from: `${DATE} 15:15`, clock: `${DATE} 09:05` };
    expect(
      await refusal(operators.kofia.days.move({ date: DATE, phase: 'RESERVATION_CLOSED' })),
    ).toMatchObject({
      code: 'DAY_MOVE_EARLY',
      facts: { date: DATE, phase: 'RESERVATION_CLOSED', ...times },
    });
    const { code, stderr } = await jangbu(context, 'day', 'to', 'reservation-closed');
    expect(code).toBe(1);
    expect(stderr).toContain('DAY_MOVE_EARLY');
    expect(stderr).toContain(`${DATE} 15:15`);
  });

  test('a supervisor that sets its own clock forward signs alone, and that moves nothing', async () => {
    clocksShow(DATE, '23:00', 'kofia');
    const refused = await refusal(operators.kofia.days.move({ date: DATE, phase: 'RESERVATION_CLOSED' }));
    expect(refused).toMatchObject({ code: 'DAY_MOVE_EARLY', facts: { clock: `${DATE} 09:05` } });
    expect(refused.refusedBy).not.toContain('KofiaMSP');
    const raw = await RawClient.open({ stateDir: context.stateDir, member: 'kofia', role: 'operator' });
    const from = { date: DATE, phase: 'OPEN', sequence: 1 };
    const to = { date: DATE, phase: 'RESERVATION_CLOSED' };
    const move = canonicalJson({ type: 'day-move', version: 1, from, to });
    const signed = await raw.prepare(transactions.days.move, {
      arguments: [move],
      organisations: ['KofiaMSP'],
    });
    await expect(signed.submit()).rejects.toThrow('ENDORSEMENT_POLICY_FAILURE');
    raw.close();
    expect(await dayAt(...MEMBERS)).toMatchObject({ date: DATE, phase: 'OPEN', sequence: 1 });
  });

  test("another member's operator makes the overdue move, from its turn on", async () => {
    clocksShow(DATE, '15:30');
    expect(await keep('nh', DATE, '15:30')).toEqual(['NOTHING']);
    const soon = await refusal(operators.nh.days.move({ date: DATE, phase: 'RESERVATION_CLOSED' }));
    expect(soon).toMatchObject({ code: 'DAY_MOVE_EARLY', facts: { from: `${DATE} 15:45` } });
    clocksShow(DATE, '15:45');
    expect(await keep('nh', DATE, '15:45')).toEqual([`${DATE} RESERVATION_CLOSED`, 'NOTHING']);
    expect(await dayAt(...MEMBERS)).toMatchObject({ phase: 'RESERVATION_CLOSED' });
  });

  test('a peer whose clock lags keeps nobody back', async () => {
    clocksShow(DATE, '16:30', 'kofia', 'nh');
    const moved = [`${DATE} SETTLEMENT_CLOSED`, `${DATE} MATCHING_CLOSED`, 'NOTHING'];
    expect(await keep('kofia', DATE, '16:30')).toEqual(moved);
    expect(await dayAt(...MEMBERS)).toMatchObject({ phase: 'MATCHING_CLOSED' });
  });

  test("with the supervisor's peer down for days, the others take the day through all that was missed", async () => {
    await takeDown(context, silent, { nodes: ['peer0.kofia.jangbu.example'] });
    clocksShow(LAST, '09:00');
    expect(await keep('samsung', LAST, '09:00')).toEqual([
      ...[`${DATE} CLOSED`, 'ATTESTED'],
      ...[...PHASES.map((phase) => `${NEXT} ${phase}`), 'ATTESTED'],
      ...[`${LAST} OPEN`, 'NOTHING'],
    ]);
    expect(await dayAt('nh', 'samsung')).toMatchObject({ date: LAST, phase: 'OPEN' });
  }, 240_000);
});
