import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Combination } from './combination';
import { MACHINE, type OrdererPlace, type PeerOrganization, type StockLayout } from './layout';
import { runProgram } from './run-program';

const PROFILE = 'StockChannel';

const signature = (...principals: readonly string[]): object => ({
  Type: 'Signature',
  Rule: `OR(${principals.map((each) => `'${each}'`).join(', ')})`,
});
const implicit = (Rule: string): object => ({ Type: 'ImplicitMeta', Rule });

const USUAL = {
  Readers: implicit('ANY Readers'),
  Writers: implicit('ANY Writers'),
  Admins: implicit('MAJORITY Admins'),
};

function peerSection({ name, mspId, folder, peer }: PeerOrganization): object {
  return {
    Name: name,
    ID: mspId,
    MSPDir: join(folder, 'msp'),
    Policies: {
      Readers: signature(`${mspId}.admin`, `${mspId}.peer`, `${mspId}.client`),
      Writers: signature(`${mspId}.admin`, `${mspId}.client`),
      Admins: signature(`${mspId}.admin`),
      Endorsement: signature(`${mspId}.peer`),
    },
    AnchorPeers: [{ Host: MACHINE, Port: peer.port }],
  };
}

function ordererSection({ mspId, folder, orderers }: StockLayout['ordering']): object {
  return {
    Name: 'OrdererOrg',
    ID: mspId,
    MSPDir: join(folder, 'msp'),
    Policies: {
      Readers: signature(`${mspId}.member`),
      Writers: signature(`${mspId}.member`),
      Admins: signature(`${mspId}.admin`),
    },
    OrdererEndpoints: orderers.map(({ port }) => `${MACHINE}:${port}`),
  };
}

function raft(orderers: readonly OrdererPlace[]): object {
  return {
    OrdererType: 'etcdraft',
    EtcdRaft: {
      Consenters: orderers.map(({ port, folder }) => {
        const certificate = join(folder, 'tls', 'server.crt');
        return { Host: MACHINE, Port: port, ClientTLSCert: certificate, ServerTLSCert: certificate };
      }),
      Options: {
        TickInterval: '500ms',
        ElectionTick: 10,
        HeartbeatTick: 1,
        MaxInflightBlocks: 5,
        SnapshotIntervalSize: '16 MB',
      },
    },
  };
}

function bft({ mspId, orderers }: StockLayout['ordering']): object {
  return {
    OrdererType: 'BFT',
    SmartBFT: {
      RequestBatchMaxInterval: '200ms',
      RequestForwardTimeout: '5s',
      RequestComplainTimeout: '20s',
      RequestAutoRemoveTimeout: '3m0s',
      ViewChangeResendInterval: '5s',
      ViewChangeTimeout: '20s',
      LeaderHeartbeatTimeout: '1m0s',
      CollectTimeout: '1s',
      IncomingMessageBufferSize: 200,
      RequestPoolSize: 100_000,
      LeaderHeartbeatCount: 10,
    },
    ConsenterMapping: orderers.map(({ host, port, folder }, index) => ({
      ID: index + 1,
      Host: MACHINE,
      Port: port,
      MSPID: mspId,
      Identity: join(folder, 'msp', 'signcerts', `${host}-cert.pem`),
      ClientTLSCert: join(folder, 'tls', 'server.crt'),
      ServerTLSCert: join(folder, 'tls', 'server.crt'),
    })),
  };
}

/** A channel's configuration with the policies that stock networks have. */
export function configtx(layout: StockLayout, { ordering }: Combination): string {
  const profile = {
    Policies: USUAL,
    Capabilities: ordering === 'BFT' ? { V3_0: true } : { V2_0: true },
    Orderer: {
      ...(ordering === 'BFT' ? bft(layout.ordering) : raft(layout.ordering.orderers)),
      Addresses: [],
      BatchTimeout: '2s',
      BatchSize: { MaxMessageCount: 10, AbsoluteMaxBytes: '99 MB', PreferredMaxBytes: '512 KB' },
      Organizations: [ordererSection(layout.ordering)],
      Policies: { ...USUAL, BlockValidation: implicit('ANY Writers') },
      Capabilities: { V2_0: true },
    },
    Application: {
      Organizations: layout.organizations.map(peerSection),
      Policies: {
        ...USUAL,
        LifecycleEndorsement: implicit('MAJORITY Endorsement'),
        Endorsement: implicit('MAJORITY Endorsement'),
      },
      Capabilities: { V2_5: true },
    },
  };
  return stringify({ Profiles: { [PROFILE]: profile } }, { aliasDuplicateObjects: false, lineWidth: 0 });
}

/** Makes the channel's first block. @param block where to */
export async function writeGenesis(
  layout: StockLayout,
  combination: Combination,
  configtxgen: string,
  block: string,
): Promise<void> {
  const folder = join(layout.root, 'configtx');
  await mkdir(folder, { recursive: true });
  await mkdir(dirname(block), { recursive: true });
  await writeFile(join(folder, 'configtx.yaml'), configtx(layout, combination));
  const where = ['-configPath', folder, '-channelID', layout.channel];
  await runProgram(configtxgen, ['-profile', PROFILE, '-outputBlock', block, ...where]);
}
