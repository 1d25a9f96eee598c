import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leiCheckDigits, type FoundingList } from '@jangbu/model';
import { ensureFabric, silent, until, type ChannelStatusReport } from '@jangbu/network';
import { HostNet, whyNoHosts } from './hosts/host-net';
import { disksIn, MemberHost } from './hosts/member-host';

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

const why = whyNoHosts();
if (why !== undefined) console.warn(`members on hosts of their own: skipped, since ${why}`);

(why === undefined ? describe : describe.skip)('members on hosts of their own', () => {
  let net: HostNet;
  let root: string;
  let members: readonly MemberHost[];

  /** All at once, as on hosts of their own. */
  async function everyone<T>(work: (member: MemberHost) => Promise<T>): Promise<T[]> {
    return Promise.all(members.map(work));
  }

  function of(id: string): MemberHost {
    const found = members.find((member) => member.id === id);
    if (!found) throw new Error(`there is no ${id}`);
    return found;
  }

  beforeAll(async () => {
    const { directory } = await ensureFabric({ progress: silent });
    root = mkdtempSync(join(tmpdir(), 'jangbu-hosts-'));
    const disks = disksIn(root);
    net = new HostNet(SUBNET);
    members = MEMBERS.map(({ id }) => new MemberHost(id, net.add(), disks, { FABRIC_BIN: directory }));
  }, 10 * MINUTES);

  afterAll(() => {
    net.remove();
    rmSync(root, { recursive: true, force: true });
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
        expect((await member.run('ls', join(root, 'hosts'))).stdout).toBe('');
      });
    },
    5 * MINUTES,
  );

  test(
    "each makes the channel's first block from what all handed out, and all have the same bytes",
    async () => {
      const founding: FoundingList = {
        type: 'founding-list',
        version: 1,
        channel: CHANNEL,
        members: MEMBERS,
      };
      for (const member of members) {
        writeFileSync(member.outside('founding.json'), JSON.stringify(founding));
        for (const other of members) other.send('descriptor.json', member, `descriptors/${other.id}.json`);
      }
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
});
