import { transactions, type BusinessDay, type Parameters, type Phase } from '@jangbu/model';
import { AnsweringTransport } from '../../../testing/answering-transport';
import { MEMBERS } from '../../../testing/ledger-transport';
import { contractsOver } from '../../../testing/scripted-contracts';
import { Members } from '../governance/members';
import { DaysFacade } from './days';

const PARAMETERS: Parameters = {
  amountTolerance: '0',
  tradeDateWindow: { past: 5, future: 0 },
  settlementRules: [{ kind: 'DEFAULT', from: '2000-01-01', cycle: 2 }],
  closedDays: ['2026-12-25'],
  cutOffs: [
    {
      from: '2026-01-02',
      opening: '08:00',
      reservation: '15:00',
      settlement: '15:30',
      matching: '16:00',
      close: '18:00',
    },
  ],
};

const ATTESTATION = {
  type: 'day-attestation',
  version: 1,
  member: 'kofia',
  claim: {
    type: 'day-claim',
    version: 1,
    channel: 'interfirm',
    date: '2026-12-24',
    block: { number: 7, hash: 'a'.repeat(64), commitHash: 'b'.repeat(64) },
    transactions: { count: 1, root: 'c'.repeat(64) },
  },
  certificate: 'c'.repeat(100),
  signature: 'A'.repeat(96),
};

function keeper(phase: Phase | null, attestations: readonly object[] = [ATTESTATION], member = 'kofia') {
  const transport = new AnsweringTransport();
  const day: BusinessDay | null = phase && {
    type: 'business-day',
    version: 1,
    date: '2026-12-24',
    phase,
    sequence: 5,
  };
  const members = { type: 'members', version: 1, foundingHash: '', members: MEMBERS };
  transport.answers.set(transactions.consortium.members, members);
  transport.answers.set(transactions.consortium.parameters, {
    type: 'parameters',
    version: 1,
    parameters: PARAMETERS,
  });
  transport.answers.set(transactions.days.current, day);
  transport.answers.set(transactions.days.seal, { seal: null, attestations });
  const { contracts } = contractsOver(`${member}MSP`, transport);
  const signatory = {
    channel: 'interfirm',
    chaincode: 'jangbu',
    member,
    certificate: '',
    sign: () => Promise.reject(new Error('nothing is to be signed here')),
  };
  const days = new DaysFacade(contracts, new Members(contracts), signatory);
  const moves = (): unknown[] =>
    transport.endorsed.map(({ argument }) => (JSON.parse(argument ?? 'null') as { to: unknown }).to);
  return { days, moves };
}

/** A moment of that day by Korea's clocks. */
function inKorea(time: string, date = '2026-12-24'): Date {
  return new Date(`${date}T${time}:00+09:00`);
}

describe('keeping the business day', () => {
  it('moves it from what the ledger says to what is due, one step at a time', async () => {
    const { days, moves } = keeper('OPEN');
    const to = { date: '2026-12-24', phase: 'RESERVATION_CLOSED' };
    await expect(days.keep(inKorea('17:30'))).resolves.toEqual({ did: 'MOVED', to });
    expect(moves()).toEqual([to]);
  });

  it('moves nothing before its time, and says what is next', async () => {
    const { days, moves } = keeper('RESERVATION_CLOSED');
    await expect(days.keep(inKorea('15:29'))).resolves.toMatchObject({
      did: 'NOTHING',
      day: { phase: 'RESERVATION_CLOSED' },
      next: { to: { phase: 'SETTLEMENT_CLOSED' }, at: { date: '2026-12-24', time: '15:30' } },
    });
    expect(moves()).toEqual([]);
  });

  it('opens the next day over Christmas and the weekend, and the first day of a ledger', async () => {
    const { days, moves } = keeper('CLOSED');
    const to = { date: '2026-12-28', phase: 'OPEN' };
    await expect(days.keep(inKorea('07:59', '2026-12-28'))).resolves.toMatchObject({ did: 'NOTHING' });
    await expect(days.keep(inKorea('08:00', '2026-12-28'))).resolves.toEqual({ did: 'MOVED', to });
    expect(moves()).toEqual([to]);
    await expect(keeper(null).days.keep(inKorea('12:00', '2026-12-25'))).resolves.toMatchObject({
      did: 'NOTHING',
      day: null,
      next: { to },
    });
  });

  it("moves it for another member's operator once the supervisor has let its turn pass", async () => {
    const { days, moves } = keeper('OPEN', [], 'nh');
    await expect(days.keep(inKorea('15:29'))).resolves.toMatchObject({
      did: 'NOTHING',
      next: { to: { phase: 'RESERVATION_CLOSED' }, at: { date: '2026-12-24', time: '15:30' } },
    });
    expect(moves()).toEqual([]);
    await expect(days.keep(inKorea('15:30'))).resolves.toMatchObject({ did: 'MOVED' });
    expect(moves()).toEqual([{ date: '2026-12-24', phase: 'RESERVATION_CLOSED' }]);
    // The first day of a ledger is the clock's for anybody.
    await expect(keeper(null, [], 'nh').days.keep(inKorea('08:29'))).resolves.toMatchObject({
      next: { to: { date: '2026-12-24', phase: 'OPEN' }, at: { time: '08:30' } },
    });
  });

  it('attests a closed day before the next one, unless told not to', async () => {
    const { days, moves } = keeper('CLOSED', []);
    await expect(days.keep(inKorea('08:00', '2026-12-28'))).rejects.toThrow();
    expect(moves()).toEqual([]);
    const kept = await days.keep(inKorea('08:00', '2026-12-28'), { attests: false });
    expect(kept).toMatchObject({ did: 'MOVED', to: { date: '2026-12-28' } });
  });
});
