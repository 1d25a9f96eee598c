import {
  activeMembers,
  addDays,
  basisOf,
  canonicalJson,
  hashOf,
  isinsIn,
  majorityOf,
  momentOf,
  PHASES,
  transactions,
  type Action,
  type BusinessDay,
  type DayTime,
  type FoundingList,
  type FoundingMember,
  type GovernedFacts,
  type Instrument,
  type KoreanTime,
  type MembersDocument,
  type Parameters,
  type ParametersDocument,
  type Phase,
  type Proposal,
  type RoleSource,
  type Vote,
} from '@jangbu/model';
import { isinOf, leiOf } from '@jangbu/model/dist/testing/statements';
import { Jangbu } from '../src/chaincode';
import type { CertificateName } from './certificates';
import { Channel, type Client } from './channel';
import { LightChannel } from './light-channel';

/** The day on which the consortium of the tests trades: a Wednesday. */
export const TODAY = '2026-03-11';

export const PARAMETERS: Parameters = {
  amountTolerance: '0',
  tradeDateWindow: { past: 3, future: 0 },
  settlementRules: [
    { kind: 'DEFAULT', from: '2000-01-01', cycle: 2, window: { earliest: 0, latest: 5 } },
    { kind: 'FUND', from: '2026-03-11', cycle: 1 },
  ],
  closedDays: ['2026-03-02', '2026-03-16'],
};

export function instrumentOf(n: number, changed: Partial<Instrument> = {}): Instrument {
  return {
    isin: isinOf(n),
    name: { en: `Share ${n}`, ko: `주식 ${n}` },
    kind: 'EQUITY',
    quantityScale: 0,
    priceScale: 0,
    currency: 'KRW',
    status: 'ACTIVE',
    ...changed,
  };
}

function foundingMember(id: string, n: number): FoundingMember {
  return { id, mspId: `${id}MSP`, name: { en: `Firm ${id}`, ko: `회사 ${id}` }, lei: leiOf(n) };
}

/** Members `kofia`, `a`, `b`, `c`… as a founding list; their days move freely unless they are to go by the clock. */
export function foundingListOf(
  count: number,
  { roles, time = 'FREE' }: Pick<ConsortiumChoices, 'roles' | 'time'> = {},
): FoundingList {
  const firms = Array.from({ length: count - 1 }, (_, i) =>
    foundingMember(String.fromCharCode(97 + i), i + 1),
  );
  return {
    type: 'founding-list',
    version: 1,
    channel: 'interfirm',
    members: [foundingMember('kofia', 0), ...firms],
    ...(roles === undefined ? {} : { roles }),
    ...(time === 'FREE' ? { time } : {}),
  };
}

/** Whose client sends and reads for a member from day to day: the supervisor's operator, a firm's trader. */
export function deskOf(id: string): CertificateName {
  return id === 'kofia' ? 'operator' : 'trader';
}

/** What is left of a role's certificate where members have it from `cryptogen`: one for each node OU. */
const NODE_OU_CERTIFICATES: Partial<Record<CertificateName, CertificateName>> = {
  admin: 'nodeAdmin',
  operator: 'nodeAdmin',
  auditor: 'nodeAdmin',
  trader: 'nodeClient',
  issuer: 'nodeClient',
  verifier: 'nodeClient',
};

/** What a consortium of tests may be otherwise. */
export interface ConsortiumChoices {
  /** The list in the chaincode's package, if another one than is recorded. */
  readonly approved?: FoundingList;
  readonly channel?: string;
  /** One peer for all, and one endorsement a transaction. */
  readonly light?: boolean;
  /** Where roles are read; with `NODE_OU` all clients have certificates without attributes. */
  readonly roles?: RoleSource;
  /** `CLOCK`: days go by the clocks of the peers, see {@link SimulatedConsortium.setClocks}. */
  readonly time?: DayTime;
}

/** A consortium on a channel of its own, and the steps by which it gets to work. */
export class SimulatedConsortium {
  readonly list: FoundingList;
  readonly channel: Channel;
  readonly faults: string[] = [];
  readonly #foundingHash: string;
  #proposals = 0;

  constructor(count: number, { approved, channel, light = false, ...agreed }: ConsortiumChoices = {}) {
    this.list = foundingListOf(count, agreed);
    this.#foundingHash = hashOf(approved ?? this.list);
    const name = channel ?? this.list.channel;
    const contracts = this.#contractsAt(momentOf({ date: TODAY, time: '12:00' }));
    const mspIds = this.list.members.map(({ mspId }) => mspId);
    this.channel = light ? new LightChannel(name, contracts) : new Channel(name, mspIds, contracts);
  }

  #contractsAt(now: Date): Jangbu {
    const onFault = (report: string): unknown => this.faults.push(report);
    return new Jangbu({ foundingHash: this.#foundingHash, now: () => now, onFault });
  }

  /** From now on the clocks of members' peers stand still at this time, everybody's where none are named. */
  setClocks(shown: KoreanTime | Date, ...ids: readonly string[]): void {
    const contracts = this.#contractsAt(shown instanceof Date ? shown : momentOf(shown));
    for (const mspId of this.mspIds(...(ids.length > 0 ? ids : this.ids))) {
      this.channel.peer(mspId).chaincode = contracts;
    }
  }

  get ids(): readonly string[] {
    return this.list.members.map(({ id }) => id);
  }

  /** MSP ids of as many members as must endorse what is public. */
  get majority(): readonly string[] {
    return this.list.members.slice(0, majorityOf(this.list.members.length)).map(({ mspId }) => mspId);
  }

  client(id: string, certificate: CertificateName): Client {
    const standIn = this.list.roles === 'NODE_OU' ? NODE_OU_CERTIFICATES[certificate] : undefined;
    return { mspId: `${id}MSP`, certificate: standIn ?? certificate };
  }

  /** The MSP ids of members. */
  mspIds(...ids: readonly string[]): string[] {
    return ids.map((id) => `${id}MSP`);
  }

  /** Submits a transaction about public facts. */
  submit(by: Client, name: string, document: object): Promise<unknown> {
    return this.channel.submit({ by, name, argument: canonicalJson(document) }, this.majority);
  }

  /** Asks the caller's own peer. */
  query(by: Client, name: string, asked?: object): Promise<unknown> {
    const argument = asked === undefined ? {} : { argument: JSON.stringify(asked) };
    return this.channel.query({ by, name, ...argument }, by.mspId);
  }

  found(by = 'kofia'): Promise<unknown> {
    return this.submit(this.client(by, 'admin'), transactions.consortium.found, this.list);
  }

  /** A proposal on what stands now, open for a month. */
  async proposal(actions: readonly Action[], proposer = 'kofia'): Promise<Proposal> {
    this.#proposals += 1;
    const { today, ...facts } = await this.#standing(actions);
    return {
      type: 'proposal',
      version: 1,
      proposer,
      proposalId: `proposal-${this.#proposals}`,
      title: 'For the tests',
      actions: [...actions],
      lastDay: today === undefined ? null : addDays(today, 30),
      basis: basisOf(actions, facts),
    };
  }

  /** What the actions touch, as an auditor reads it. */
  async #standing(
    actions: readonly Action[],
  ): Promise<GovernedFacts & { readonly today?: string | undefined }> {
    const by = this.client('kofia', 'auditor');
    const { consortium, days } = transactions;
    const asked = isinsIn(actions);
    const [members, parameters, listed, day] = await Promise.all([
      this.query(by, consortium.members) as Promise<MembersDocument>,
      (this.query(by, consortium.parameters) as Promise<ParametersDocument>).catch(() => undefined),
      (asked.length === 0 ? [] : this.query(by, consortium.instruments, asked)) as Promise<Instrument[]>,
      this.query(by, days.current) as Promise<BusinessDay | null>,
    ]);
    const instruments = new Map(listed.map((instrument) => [instrument.isin, instrument]));
    return { members, parameters: parameters?.parameters, instruments, today: day?.date };
  }

  propose(proposal: Proposal): Promise<unknown> {
    return this.submit(this.client(proposal.proposer, 'admin'), transactions.consortium.propose, proposal);
  }

  voteOf({ proposer, proposalId }: Proposal, voter: string, choice: Vote['choice'] = 'FOR'): Vote {
    return { type: 'vote', version: 1, proposer, proposalId, voter, choice };
  }

  vote(proposal: Proposal, voter: string, choice: Vote['choice'] = 'FOR'): Promise<unknown> {
    const vote = this.voteOf(proposal, voter, choice);
    return this.submit(this.client(voter, 'admin'), transactions.consortium.vote, vote);
  }

  /** Proposes, and has active members vote for it in their order until a majority has carried it. */
  async carry(...actions: readonly Action[]): Promise<void> {
    const asked = await this.query(this.client('kofia', 'auditor'), transactions.consortium.members);
    const voters = activeMembers(asked as MembersDocument).map(({ id }) => id);
    const proposal = await this.proposal(actions);
    await this.propose(proposal);
    for (const voter of voters.slice(1, majorityOf(voters.length))) await this.vote(proposal, voter);
  }

  moveDay(from: BusinessDay | null, date: string, phase: Phase): Promise<unknown> {
    const seen = from && { date: from.date, phase: from.phase, sequence: from.sequence };
    const move = { type: 'day-move', version: 1, from: seen, to: { date, phase } };
    return this.submit(this.client('kofia', 'operator'), transactions.days.move, move);
  }

  /** Takes the day in force on to a phase. */
  async toPhase(to: Phase): Promise<void> {
    const day = (await this.query(
      this.client('kofia', 'operator'),
      transactions.days.current,
    )) as BusinessDay;
    const first = PHASES.indexOf(day.phase);
    for (const [i, phase] of PHASES.slice(first + 1, PHASES.indexOf(to) + 1).entries()) {
      const from = { ...day, phase: PHASES[first + i] ?? day.phase, sequence: day.sequence + i };
      await this.moveDay(from, day.date, phase);
    }
  }

  /** Takes the day in force through the phases that it has left, and opens the next one. */
  async toNextDay(date: string): Promise<void> {
    const by = this.client('kofia', 'operator');
    let day = (await this.query(by, transactions.days.current)) as BusinessDay;
    const left = PHASES.slice(PHASES.indexOf(day.phase) + 1).map((phase) => ({ date: day.date, phase }));
    for (const to of [...left, { date, phase: 'OPEN' as const }]) {
      await this.moveDay(day, to.date, to.phase);
      day = { ...day, ...to, sequence: day.sequence + 1 };
    }
  }

  /** Founds the ledger, names the supervisor, sets parameters, and lists two instruments. */
  async constitute(parameters: Parameters = PARAMETERS): Promise<void> {
    await this.found();
    await this.carry(
      { kind: 'GRANT_ROLE', member: 'kofia', role: 'supervisor' },
      { kind: 'SET_PARAMETERS', parameters },
      { kind: 'LIST_INSTRUMENT', instrument: instrumentOf(1) },
      { kind: 'LIST_INSTRUMENT', instrument: instrumentOf(2) },
      { kind: 'LIST_INSTRUMENT', instrument: instrumentOf(3, { status: 'SUSPENDED' }) },
    );
  }
}

/** A consortium on its first business day, open for trades. */
export async function openConsortium(
  count = 4,
  parameters = PARAMETERS,
  choices: ConsortiumChoices = {},
): Promise<SimulatedConsortium> {
  const consortium = new SimulatedConsortium(count, choices);
  await consortium.constitute(parameters);
  await consortium.moveDay(null, TODAY, 'OPEN');
  return consortium;
}
