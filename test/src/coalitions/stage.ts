import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { connect, identityFromFolder, type Ledger } from '@jangbu/client';
import type { OwnLot } from '@jangbu/client/interfirm';
import { keys, lotText, type Lot } from '@jangbu/model';
import { silent } from '@jangbu/network';
import { bringUp, connectAs, ensureOpenDay, takeDown, type NetworkContext } from 'jangbu';
import { networkOf } from '../network/networks';
import { RawClient } from '../network/raw-client';
import { seen } from '../network/seen';
import { FORGERY, PEEK, type ForgedWrite, type Forgery } from './changed-contracts';
import { installChanged } from './install';

const PORTS = 31_000;

/**
 * Six members, of which a majority is four, as it is twelve of the shipped twenty-two. The first four run contracts
 * that do as the true ones until they are told otherwise; the other two are honest.
 */
const ROLES = {
  kofia: ['supervisor'],
  samsung: [],
  mirae: ['custodian'],
  shinhan: [],
  nh: [],
  daishin: [],
} as const;

export type Actor = keyof typeof ROLES;
/** Who may turn dishonest, in the order in which they join. */
export const MAY_CHEAT = ['kofia', 'samsung', 'mirae', 'shinhan'] as const satisfies readonly Actor[];

/** What the settlement won is called where lots are named, and what the tests trade. */
export const ISIN = 'KR7005930003';
export const house = { accountKind: 'HOUSE' } as const;

/** A lot that nobody has deposited. */
export function forgedLot(owner: Actor, amount: bigint, instrument: Lot['instrument'] = 'KRW'): Lot {
  const lotId = randomUUID();
  return {
    type: 'lot',
    version: 1,
    creator: owner,
    lotId,
    owner,
    instrument,
    accountKind: 'HOUSE',
    amount: String(amount),
    origin: { kind: 'SPLIT', by: owner, id: lotId },
    status: 'FREE',
    salt: 'ab'.repeat(16),
  };
}

/** A network whose members may conspire, and their hands. */
export class Stage {
  readonly context: NetworkContext;
  readonly #ledgers = new Map<string, Promise<Ledger>>();
  readonly #forgers = new Map<string, Promise<RawClient>>();

  private constructor(context: NetworkContext) {
    this.context = context;
  }

  static async open(): Promise<Stage> {
    const stage = new Stage(await networkOf(ROLES, 'coalitions', PORTS));
    await takeDown(stage.context, silent, { purge: true });
    await bringUp(stage.context, silent);
    await ensureOpenDay(await stage.supervisor());
    return stage;
  }

  /** From here on those who may cheat can: the peer of each answers by the changed contracts. */
  async corrupt(): Promise<void> {
    for (const [place, member] of MAY_CHEAT.entries()) {
      await installChanged(this.context, member, PORTS + 90 + place);
    }
    for (const member of MAY_CHEAT) await seen(() => this.#changedAnswer(member));
  }

  /** What only the changed contracts answer. */
  async #changedAnswer(member: Actor): Promise<string | undefined> {
    const asked = { of: this.mspOf(member), key: keys.members() };
    return (await this.byHand(member)).evaluate(PEEK, asked, asked.of).catch(() => undefined);
  }

  mspOf(member: Actor): string {
    const found = this.context.consortium.members.find(({ id }) => id === member);
    if (!found) throw new RangeError(`there is no ${member}`);
    return found.mspId;
  }

  /** A member by the SDK, which waits but a moment for members that don't hold what it says: most of that is refused. */
  ledger(member: Actor, role = 'trader'): Promise<Ledger> {
    return kept(this.#ledgers, `${member}/${role}`, async () => {
      const folder = join(this.context.stateDir, 'members', member);
      const identity = await identityFromFolder(join(folder, 'identities', role));
      return connect(join(folder, 'profile.json'), identity, { retry: { lagPatienceMs: 500 } });
    });
  }

  /** The supervisor's operator by the SDK as it is, for what is to succeed however far behind a peer is. */
  supervisor(): Promise<Ledger> {
    return kept(this.#ledgers, 'supervisor', () => connectAs(this.context, 'kofia', 'operator'));
  }

  /** A member by its own hand. */
  byHand(member: Actor, role = 'trader'): Promise<RawClient> {
    return kept(this.#forgers, `${member}/${role}`, () =>
      RawClient.open({ stateDir: this.context.stateDir, member, role }),
    );
  }

  /** The peers of these endorse whatever the first of them tells them to; nobody else is asked. */
  async forge(by: readonly [Actor, ...Actor[]], forgery: Forgery, transaction = 'forge'): Promise<string> {
    const forger = await this.byHand(by[0]);
    return forger.submit(transaction, {
      transient: { [FORGERY]: JSON.stringify(forgery) },
      organisations: by.map((member) => this.mspOf(member)),
    });
  }

  /** A lot as it would stand with some members: a spent one under another key, and not under its first any more. */
  lotAt(lot: Lot, status: Lot['status'], ...members: readonly Actor[]): ForgedWrite[] {
    const text = lotText(lot, status);
    return members.flatMap((member) => {
      const collectionOf = this.mspOf(member);
      if (status !== 'SPENT') return [{ collectionOf, key: keys.lot(lot), text }];
      return [
        { collectionOf, key: keys.lot(lot), text: null },
        { collectionOf, key: keys.spentLot(lot), text },
      ];
    });
  }

  /** Waits until a member has a free lot of this amount. */
  async lotOf(member: Actor, amount: bigint): Promise<OwnLot> {
    const ledger = await this.ledger(member);
    return seen(async () => (await ledger.holdings.lots()).find((each) => each.amount === amount));
  }

  /** What is outstanding of an instrument, and by how much it is not what was deposited less what was withdrawn. */
  async outstanding(
    instrument: string,
  ): Promise<{ readonly outstanding: bigint; readonly unexplained: bigint }> {
    const sums = await (await this.supervisor()).holdings.outstanding();
    const sum = sums.find((each) => each.instrument === instrument);
    const { outstanding, deposited, withdrawn } = sum ?? { outstanding: 0n, deposited: 0n, withdrawn: 0n };
    return { outstanding, unexplained: outstanding - (deposited - withdrawn) };
  }

  /** Gives a member a lot, by the custodian. */
  async deposit(owner: Actor, amount: bigint, instrument = 'KRW'): Promise<OwnLot> {
    const custodian = await this.ledger('mirae', 'operator');
    await custodian.holdings.deposit(owner, [{ instrument, amount, ...house }]);
    return this.lotOf(owner, amount);
  }

  async close(): Promise<void> {
    for (const ledger of this.#ledgers.values()) await (await ledger).close();
    for (const forger of this.#forgers.values()) (await forger).close();
    await takeDown(this.context, silent, { purge: true });
  }
}

function kept<T>(known: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(name) ?? make();
  known.set(name, made);
  return made;
}
