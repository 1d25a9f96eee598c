import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Statement } from '@jangbu/client/interfirm';
import { leiCheckDigits, settlementDateOf } from '@jangbu/model';
import { ensureFabric, loadConsortium, silent, until, type ChannelStatusReport } from '@jangbu/network';
import { HostNet, whyNoHosts } from './hosts/host-net';
import { disksIn, MemberHost } from './hosts/member-host';
import { ROOT } from './network/networks';
import { tradeCsv, utiOf } from './network/trade-file';

const CHANNEL = 'interfirm';
const SUBNET = '10.77.13';
const MINUTES = 60_000;

/** Made up, but for their names. */
const MEMBERS = [
  {
    id: 'kofia',
    mspId: 'KofiaMSP',
    name: { en: 'Korea Financial Investment Association', ko: '한국금융투자협회' },
  },
  { id: 'nh', mspId: 'NhMSP', name: { en: 'NH Investment & Securities', ko: 'NH투자증권' } },
  { id: 'samsung', mspId: 'SamsungMSP', name: { en: 'Samsung Securities', ko: '삼성증권' } },
  { id: 'daishin', mspId: 'DaishinMSP', name: { en: 'Daishin Securities', ko: '대신증권' } },
].map((member, index) => {
  const body = `JNGB${String(index + 1).padStart(14, '0')}`;
  return { ...member, lei: body + leiCheckDigits(body) };
});

function leiOf(id: string): string {
  return MEMBERS.find((member) => member.id === id)?.lei ?? '';
}

/** The short form leaves out what takes longest. */
const inFull = process.env['JANGBU_HOSTS_SHORT'] === undefined ? test : test.skip;
const why = whyNoHosts();
if (why !== undefined) console.warn(`members on hosts of their own: skipped, since ${why}`);

(why === undefined ? describe : describe.skip)('members on hosts of their own', () => {
  let net: HostNet | undefined;
  let root = '';
  let members: readonly MemberHost[];
  /** The label of the contracts' package. */
  let inForce = 'jangbu_1.0.0';

  function setLink(member: MemberHost, state: 'up' | 'down'): void {
    if (!net) throw new Error('there are no hosts');
    net.setLink(member.host, state);
  }

  /** All at once, as on hosts of their own. */
  async function everyone<T>(work: (member: MemberHost) => Promise<T>): Promise<T[]> {
    return Promise.all(members.map(work));
  }

  function of(id: string): MemberHost {
    const found = members.find((member) => member.id === id);
    if (!found) throw new Error(`there is no ${id}`);
    return found;
  }

  /** Makes the package of the contracts at home. @returns its id */
  async function packageContracts(member: MemberHost, label: string): Promise<string> {
    const { packageId } = await member.ask<{ packageId: string }>(
      ...['chaincode', 'package', '--founding', member.path('founding.json'), '--label', label],
      ...['--out', member.path(`${label}.tar.gz`)],
    );
    return packageId;
  }

  function install(label: string): (member: MemberHost) => Promise<void> {
    return async (member) => {
      await member.jangbu('chaincode', 'install', member.path(`${label}.tar.gz`));
      await member.jangbu('chaincode', 'approve', member.path(`${label}.tar.gz`));
    };
  }

  async function untilContractsAnswer(member: MemberHost): Promise<void> {
    const answer = async (): Promise<boolean> => (await member.tryJangbu('chaincode', 'status')).code === 0;
    if (!(await until(answer, 3 * MINUTES))) {
      throw new Error(`${member.id}: ${(await member.tryJangbu('chaincode', 'status')).stdout}`);
    }
  }

  /** Both sides record one trade. @returns its UTI */
  async function trade(seller: string, buyer: string): Promise<string> {
    const { date } = await of(seller).ask<{ date: string }>('day', 'show');
    const { parameters } = await loadConsortium(join(ROOT, 'network', 'consortium.small.yaml'));
    const settles = settlementDateOf(date, 'EQUITY', parameters.settlementRules, parameters);
    const uti = utiOf(leiOf(seller));
    const sides = [
      [seller, buyer, 'SELL'],
      [buyer, seller, 'BUY'],
    ] as const;
    await Promise.all(
      sides.map(async ([own, other, side]) => {
        const stated: Statement = {
          uti,
          counterparty: other,
          tradeDate: date,
          side,
          isin: 'KR7005930003',
          quantity: 10n,
          price: 98_700n,
          currency: 'KRW',
          amount: 987_000n,
          settlementDate: settles,
          accountKind: 'HOUSE',
          reference: side,
        };
        writeFileSync(of(own).outside('trades.csv'), tradeCsv([stated]));
        await of(own).jangbu('trades', 'submit', of(own).path('trades.csv'));
      }),
    );
    return uti;
  }

  beforeAll(async () => {
    const { directory } = await ensureFabric({ progress: silent });
    root = mkdtempSync(join(tmpdir(), 'jangbu-hosts-'));
    const disks = disksIn(root);
    const own = new HostNet(SUBNET);
    net = own;
    members = MEMBERS.map(({ id }) => new MemberHost(id, own.add(), disks, { FABRIC_BIN: directory }));
  }, 10 * MINUTES);

  afterAll(() => {
    net?.remove();
    if (root !== '') rmSync(root, { recursive: true, force: true });
  });

  test(
    'each makes its keys at home and hands out a descriptor; no other folder is to be seen there',
    async () => {
      await everyone(async (member) => {
        const entry = MEMBERS.find(({ id }) => id === member.id);
        if (!entry) throw new Error(member.id);
        await member.jangbu(
          ...['member', 'init', '--id', entry.id, '--msp', entry.mspId, '--lei', entry.lei],
          ...['--name-en', entry.name.en, '--name-ko', entry.name.ko, '--domain', `${entry.id}.example`],
          ...['--host', member.host.address, '--channel', CHANNEL, '--consenters', '1'],
        );
        await member.jangbu('member', 'keys');
        await member.jangbu('member', 'descriptor', '--out', member.path('descriptor.json'));
        // All disks lie there, and each member sees its own alone, at another place.
        expect(await member.run('ls', join(root, 'hosts'))).toEqual({ code: 0, stdout: '', stderr: '' });
        expect(await member.run('ls', member.folder)).toMatchObject({
          code: 0,
          stdout: expect.stringContaining('member.yaml') as string,
        });
      });
    },
    5 * MINUTES,
  );

  test(
    "each makes the channel's first block from what all handed out, and all have the same bytes",
    async () => {
      for (const member of members) {
        for (const other of members) other.send('descriptor.json', member, `descriptors/${other.id}.json`);
      }
      const lists = await everyone((member) =>
        member.ask<{ hash: string }>(
          ...['founding', 'make', '--time', 'free', '--out', member.path('founding.json')],
          ...MEMBERS.map(({ id }) => member.path(`descriptors/${id}.json`)),
        ),
      );
      expect(new Set(lists.map(({ hash }) => hash)).size).toBe(1);
      const made = await everyone(async (member) => {
        const files = MEMBERS.map(({ id }) => member.path(`descriptors/${id}.json`));
        // In another order at each, or as a folder.
        const turn = members.indexOf(member);
        const given =
          turn === 0 ? [member.path('descriptors')] : [...files.slice(turn), ...files.slice(0, turn)];
        return member.ask<{ sha256: string }>(
          ...['channel', 'genesis', '--founding', member.path('founding.json')],
          ...['--out', member.path('genesis.block'), '--descriptors', ...given],
        );
      });
      expect(new Set(made.map(({ sha256 }) => sha256)).size).toBe(1);
    },
    5 * MINUTES,
  );

  async function channelOf(member: MemberHost): Promise<ChannelStatusReport> {
    return member.ask<ChannelStatusReport>('channel', 'status');
  }

  /** Every node of every member, as each member sees it: all of one height. */
  async function allSeeOneHeight(): Promise<boolean> {
    const reports = await everyone(channelOf);
    const nodes = reports.flatMap(({ peers, consenters }) => [...peers, ...consenters]);
    return (
      reports.every(({ peers }) => peers.every(({ state }) => state === 'answers')) &&
      new Set(nodes.map(({ height }) => height)).size === 1
    );
  }

  test(
    'each starts its own nodes and lets them join; all see all, at one height',
    async () => {
      await everyone((member) => member.jangbu('node', 'start'));
      await everyone((member) => member.jangbu('channel', 'join', '--genesis', member.path('genesis.block')));
      expect(await until(allSeeOneHeight, 2 * MINUTES)).toBe(true);
      const { consenters, own } = await channelOf(of('nh'));
      expect(consenters.map(({ state }) => state)).toEqual(MEMBERS.map(() => 'answers'));
      expect(own.map(({ height }) => height)).toEqual([1, 1]);
    },
    5 * MINUTES,
  );

  test(
    'each installs and approves the contracts; once all have, one of them commits',
    async () => {
      const packages = await everyone(async (member) => {
        await member.jangbu('context', 'set', 'own', '--folder', member.folder, '--use');
        return packageContracts(member, inForce);
      });
      expect(new Set(packages).size).toBe(1);
      await everyone(install(inForce));
      await of('nh').jangbu('chaincode', 'commit');
      await everyone(untilContractsAnswer);
    },
    10 * MINUTES,
  );

  test(
    'they found the ledger and vote, each with its own admin',
    async () => {
      copyFileSync(join(ROOT, 'network', 'consortium.small.yaml'), of('kofia').outside('settings.yaml'));
      await of('kofia').jangbu('founding', 'record', '--founding', of('kofia').path('founding.json'));
      const { proposal } = await of('kofia').ask<{ proposal: string }>(
        ...['founding', 'propose', '--settings', of('kofia').path('settings.yaml')],
      );
      for (const id of ['nh', 'samsung']) await of(id).jangbu('proposals', 'vote', proposal, 'for');
      await of('kofia').jangbu('day', 'next');
      const days = await everyone((member) => member.ask<{ date: string; phase: string }>('day', 'show'));
      expect(new Set(days.map(({ date, phase }) => `${date} ${phase}`)).size).toBe(1);
      expect(days[0]?.phase).toBe('OPEN');
    },
    5 * MINUTES,
  );

  test(
    'two firms record their sides of a trade, and they match',
    async () => {
      const uti = await trade('nh', 'samsung');
      const { matched } = await of('samsung').ask<{ matched: readonly { uti: string }[] }>(
        ...['trades', 'match', '--with', 'nh'],
      );
      expect(matched.map((each) => each.uti)).toEqual([uti]);
    },
    5 * MINUTES,
  );

  test(
    'an operator looks after its own: status, logs, one more identity, a profile, a restart',
    async () => {
      const nh = of('nh');
      const status = await nh.ask<{
        joined: boolean;
        certificates: { broken: unknown[]; missing: unknown[] };
      }>(...['member', 'status']);
      expect(status).toMatchObject({ joined: true, certificates: { broken: [], missing: [] } });
      await nh.jangbu('member', 'identity', 'trader', '--name', 'trader-desk2');
      await nh.jangbu('member', 'profile', '--out', nh.path('profile.json'));
      const desk2 = [
        '--profile',
        nh.path('profile.json'),
        '--identity',
        join(nh.folder, 'identities', 'trader-desk2'),
      ];
      await nh.jangbu('day', 'show', ...desk2);
      expect(await nh.jangbu('node', 'logs', 'peer0.nh.example', '-n', '5')).not.toBe('');
      expect(await nh.ask('node', 'restart', 'peer0.nh.example')).toEqual({ started: ['peer0.nh.example'] });
      const { nodes } = await nh.ask<{ nodes: { running: boolean }[] }>('node', 'status');
      expect(nodes.map(({ running }) => running)).toEqual([true, true]);
      await untilContractsAnswer(nh);
      const away = await nh.tryJangbu('node', 'start', 'peer0.samsung.example');
      expect(away.stderr).toContain('has no node peer0.samsung.example');
    },
    5 * MINUTES,
  );

  inFull(
    'the contracts are upgraded with one member away, which catches up when it is back',
    async () => {
      const away = of('daishin');
      const present = members.filter((member) => member !== away);
      await away.jangbu('node', 'stop');
      inForce = 'jangbu_1.1.0';
      await Promise.all(present.map((member) => packageContracts(member, inForce)));
      await Promise.all(present.map(install(inForce)));
      await of('kofia').jangbu('chaincode', 'commit');
      await Promise.all(present.map(untilContractsAnswer));
      await trade('samsung', 'nh');
      await away.jangbu('node', 'start');
      await packageContracts(away, inForce);
      await install(inForce)(away);
      await untilContractsAnswer(away);
      expect(await until(allSeeOneHeight, 2 * MINUTES)).toBe(true);
      await trade('daishin', 'nh');
    },
    10 * MINUTES,
  );

  test(
    'a second peer is added later, and has the private data of trades from before it was there',
    async () => {
      const nh = of('nh');
      const before = await trade('nh', 'samsung');
      const file = join(nh.outside('own'), 'member.yaml');
      const { address } = nh.host;
      const second =
        `  - { name: peer1.nh.example, listen: "0.0.0.0:8051", address: "${address}:8051", ` +
        'chaincode: "127.0.0.1:8052", operations: "127.0.0.1:9444" }\n';
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^consenters:/m, `${second}consenters:`));
      await nh.jangbu('member', 'keys');
      await nh.jangbu('node', 'start', 'peer1.nh.example');
      await nh.jangbu('channel', 'join', '--peer', 'peer1.nh.example');
      await nh.jangbu('chaincode', 'install', nh.path(`${inForce}.tar.gz`), '--peer', 'peer1.nh.example');
      await untilContractsAnswer(nh);
      // A client that knows the second peer alone.
      const profile = JSON.parse(nh.read('own/profile.json')) as { peers: { name: string }[] };
      profile.peers = profile.peers.filter(({ name }) => name === 'peer1.nh.example');
      writeFileSync(nh.outside('second.json'), JSON.stringify(profile));
      const found = async (): Promise<boolean> => {
        const { code } = await nh.tryJangbu(
          ...['trades', 'find', before, '--with', 'samsung', '--profile', nh.path('second.json')],
          ...['--identity', join(nh.folder, 'identities', 'trader')],
        );
        return code === 0;
      };
      // While the first is down, so that nobody else of this member's can answer.
      await nh.jangbu('node', 'stop', 'peer0.nh.example');
      expect(await until(found, 2 * MINUTES)).toBe(true);
      await nh.jangbu('node', 'start', 'peer0.nh.example');
      await untilContractsAnswer(nh);
      expect(await until(allSeeOneHeight, 2 * MINUTES)).toBe(true);
    },
    10 * MINUTES,
  );

  test(
    'a link is cut: the others go on and say who is away; healed, all are at one height again',
    async () => {
      const cut = of('samsung');
      setLink(cut, 'down');
      await trade('daishin', 'nh');
      const { consenters } = await channelOf(of('nh'));
      expect(consenters.map(({ mspId, state }) => [mspId, state])).toEqual(
        expect.arrayContaining([
          ['SamsungMSP', 'unreachable'],
          ['DaishinMSP', 'answers'],
        ]),
      );
      setLink(cut, 'up');
      expect(await until(allSeeOneHeight, 3 * MINUTES)).toBe(true);
      await trade('samsung', 'daishin');
    },
    10 * MINUTES,
  );
});
