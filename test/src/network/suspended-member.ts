import { readFile } from 'node:fs/promises';
import type { Ledger } from '@jangbu/client';
import { verifyReceipt } from '@jangbu/client/interfirm';
import { majorityOf, type Action, type ClientRole, type LedgerMember } from '@jangbu/model';
import { silent } from '@jangbu/network';
import { ensureOpenDay, openNetworkOf, supervisorId, withLedger, type NetworkContext } from 'jangbu';
import { seen } from './seen';
import { agreedTrade, readMarket, type TestMarket } from './trading';

const SUSPENDED = 'samsung';
const SELLER = 'nh';

/** What a consortium does about a member that is suspended, step by step, on a network whose day is open. */
export class SuspendedMember {
  readonly #context: NetworkContext;
  #market: TestMarket | undefined;
  #uti = '';

  constructor(context: NetworkContext) {
    this.#context = context;
  }

  get #ids(): readonly string[] {
    return this.#context.consortium.members.map(({ id }) => id);
  }

  /** Those that may vote while one is suspended, the seller first. */
  get #voters(): readonly string[] {
    return [SELLER, ...this.#ids.filter((id) => id !== SELLER && id !== SUSPENDED)];
  }

  #as<T>(id: string, role: ClientRole, work: (ledger: Ledger) => Promise<T>): Promise<T> {
    return withLedger(this.#context, id, role, work);
  }

  /** Puts actions to the vote, and has as many vote for them as carry them. */
  async #carry(title: string, actions: readonly Action[], votes: number): Promise<string> {
    const [first = '', ...others] = this.#voters;
    const put = await this.#as(first, 'admin', ({ consortium }) => consortium.propose({ title, actions }));
    const { proposer, proposalId } = put;
    let { proposal } = put;
    for (const voter of others.slice(0, votes - 1)) {
      ({ proposal } = await this.#as(voter, 'admin', ({ consortium }) =>
        consortium.vote({ proposer, proposalId, choice: 'FOR' }),
      ));
    }
    return proposal;
  }

  /** The suspended member states a trade. */
  async #state(): Promise<void> {
    const { sell } = agreedTrade(this.#context, await readMarket(this.#context), [SUSPENDED, SELLER]);
    await this.#as(SUSPENDED, 'trader', ({ trades }) => trades.submit([sell]));
  }

  /** Waits until the suspended member's own peer has it so. */
  async #knows(wanted: LedgerMember['status']): Promise<void> {
    await this.#as(SUSPENDED, 'auditor', ({ consortium }) =>
      seen(async () => {
        const { members } = await consortium.members();
        return members.find(({ id, status }) => id === SUSPENDED && status === wanted);
      }),
    );
  }

  /** Opens a day, has both firms state a trade on it, and suspends one by vote. */
  async suspend(): Promise<void> {
    await this.#as(supervisorId(this.#context.consortium), 'operator', ensureOpenDay);
    this.#market = await readMarket(this.#context);
    const { sell, buy } = agreedTrade(this.#context, this.#market, [SELLER, SUSPENDED]);
    this.#uti = sell.uti;
    await this.#as(SELLER, 'trader', ({ trades }) => trades.submit([sell]));
    await this.#as(SUSPENDED, 'trader', ({ trades }) => trades.submit([buy]));
    const actions: Action[] = [{ kind: 'SUSPEND_MEMBER', member: SUSPENDED }];
    const carried = await this.#carry(`Suspend ${SUSPENDED}`, actions, majorityOf(this.#ids.length));
    expect(carried).toBe('CARRIED');
  }

  /** It neither trades nor votes; it reads what is public. */
  async isHeld(): Promise<void> {
    await this.#knows('SUSPENDED');
    await expect(this.#state()).rejects.toMatchObject({ code: 'MEMBER_UNKNOWN' });
    await this.#as(SUSPENDED, 'admin', async ({ consortium }) => {
      await expect(
        consortium.propose({ title: 'Back', actions: [{ kind: 'REINSTATE_MEMBER', member: SUSPENDED }] }),
      ).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    });
  }

  /** The day goes to its end and the next one opens: the channel's majority endorses, not the ledger's. */
  async moveDay(): Promise<void> {
    const supervisor = supervisorId(this.#context.consortium);
    const next = await this.#as(supervisor, 'operator', ({ days }) => days.openNext());
    expect(next.phase).toBe('OPEN');
  }

  /** More than half of those that are active carry something else. */
  async vote(): Promise<void> {
    const actions: Action[] = [{ kind: 'CHANGE_CALENDAR', close: ['2027-12-30'], open: [] }];
    const votes = majorityOf(this.#ids.length - 1);
    expect(await this.#carry('A closed day', actions, votes)).toBe('CARRIED');
  }

  /** One fewer than seal the day attest it, then the suspended one: its word makes the seal. */
  async seal(): Promise<void> {
    const { tradeDate } = this.#day;
    const wanted = majorityOf(this.#ids.length);
    const attest = (id: string): Promise<string> =>
      this.#as(id, 'operator', async ({ days }) => {
        await seen(async () => {
          const day = await days.current();
          return day && day.date > tradeDate ? day : undefined;
        });
        return (await days.attest(tradeDate)).day;
      });
    for (const id of this.#voters.slice(0, wanted - 1)) expect(await attest(id)).toBe('OPEN');
    expect(await attest(SUSPENDED)).toBe('SEALED');
  }

  /** The seller proves what it stated, and the receipt holds by the channel's configuration alone. */
  async prove(): Promise<void> {
    const { tradeDate } = this.#day;
    const receipt = await this.#as(SELLER, 'trader', async ({ days, trades }) => {
      await seen(async () => (await days.seal(tradeDate)).seal);
      return trades.receipt(this.#uti, { counterparty: SUSPENDED, tradeDate });
    });
    const configuration = await readFile(openNetworkOf(this.#context, silent).genesisBlock);
    const { businessDay, sealedBy } = verifyReceipt(JSON.parse(JSON.stringify(receipt)), configuration);
    expect(businessDay).toBe(tradeDate);
    expect(sealedBy).toHaveLength(majorityOf(this.#ids.length));
    expect(sealedBy).toContain('SamsungMSP');
  }

  /** It comes back by vote, and trades as before. */
  async reinstate(): Promise<void> {
    const actions: Action[] = [{ kind: 'REINSTATE_MEMBER', member: SUSPENDED }];
    const carried = await this.#carry(`Reinstate ${SUSPENDED}`, actions, majorityOf(this.#ids.length - 1));
    expect(carried).toBe('CARRIED');
    await this.#knows('ACTIVE');
    await this.#state();
  }

  get #day(): TestMarket {
    if (!this.#market) throw new Error('nobody has been suspended');
    return this.#market;
  }
}

/** The steps as tests. */
export function livesWithSuspendedMember(network: () => NetworkContext): void {
  let member: SuspendedMember;

  beforeAll(() => {
    member = new SuspendedMember(network());
  });

  test('is suspended by vote', () => member.suspend());
  test('neither trades nor votes, and reads on', () => member.isHeld());
  test('does not keep the day from moving', () => member.moveDay());
  test('does not keep the others from voting', () => member.vote());
  test('attests still: its word may seal the day', () => member.seal());
  test('does not keep a trade of that day from being proved', () => member.prove());
  test('is reinstated by vote', () => member.reinstate());
}
