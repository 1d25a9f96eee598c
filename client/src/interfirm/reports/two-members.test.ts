import { FakeLedger, MEMBERS } from '../../../testing/ledger-transport';
import { mirrored, statement } from '../../../testing/statements';
import { tradingMember, type TradingMember } from '../../../testing/trading-member';
import { ConsortiumFacade } from '../../consortium/governance/consortium-facade';
import { Members } from '../../consortium/governance/members';
import { PageArchive } from '../pages/page-archive';
import { PairReader } from '../matching/pair-reader';
import { DayFacts } from './day-facts';

const DATE = '2026-11-24';

/** A ledger of the supervisor and one firm: whatever that firm trades there, it trades with the supervisor. */
function pairLedger(): FakeLedger {
  const ledger = new FakeLedger();
  ledger.members = MEMBERS.filter(({ id }) => id !== 'sk');
  return ledger;
}

function factsOf({ contracts, store }: TradingMember, id: string): DayFacts {
  const consortium = new ConsortiumFacade(contracts, new Members(contracts), id);
  return new DayFacts(consortium, new PairReader(contracts, new PageArchive(store)), id);
}

describe('a supervisor that is party to trades', () => {
  test('is asked once for its agreement to what it holds as a party and as the supervisor', async () => {
    const { contracts } = tradingMember(pairLedger(), 'nh');
    const asks = new Members(contracts).partiesAndSupervisor(['nh', 'kofia']);
    await expect(asks(false)).resolves.toEqual({ rule: 'ALL', organizations: ['nhMSP', 'kofiaMSP'] });
  });

  test("has its trades matched with the firm's, and both reports tell of them", async () => {
    const ledger = pairLedger();
    const firm = tradingMember(ledger, 'nh');
    const supervisor = tradingMember(ledger, 'kofia');
    const bought = [1, 2].map((n) => statement(n, { counterparty: 'kofia' }));
    await firm.trades.submit(bought);
    await supervisor.trades.submit(bought.map((each) => mirrored(each)));
    const { matched, obligations } = await supervisor.trades.match({ counterparty: 'nh', tradeDate: DATE });
    expect(matched).toHaveLength(2);
    expect(obligations).toHaveLength(2);
    for (const [id, member] of [
      ['nh', firm],
      ['kofia', supervisor],
    ] as const) {
      const facts = await factsOf(member, id).of(DATE, {});
      expect(facts.map(({ pair, matched: trades }) => [pair, trades.length])).toEqual([[['kofia', 'nh'], 2]]);
    }
  });

  test('has its own pairs in a report beside those of all firms', async () => {
    const ledger = new FakeLedger();
    const firm = tradingMember(ledger, 'nh');
    await firm.trades.submit([statement(1, { counterparty: 'kofia' }), statement(2)]);
    await firm.trades.match({ counterparty: 'kofia', tradeDate: DATE });
    await firm.trades.match({ counterparty: 'sk', tradeDate: DATE });
    const pairsOf = async (id: string): Promise<string[]> =>
      (await factsOf(tradingMember(ledger, id), id).of(DATE, {})).map(({ pair }) => pair.join('/'));
    expect(await pairsOf('kofia')).toEqual(['kofia/nh', 'nh/sk']);
    expect(await pairsOf('nh')).toEqual(['kofia/nh', 'nh/sk']);
    expect(await pairsOf('sk')).toEqual(['nh/sk']);
  });
});
