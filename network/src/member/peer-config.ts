import { stringify } from 'yaml';

import { memberLayout } from '../identities/layout';
import { host, type PeerNode, type Topology } from '../devnet/topology';
import { gossipSection } from './gossip-config';
import type { StateFolder } from '../devnet/state-folder';

/** Variables of the peer's environment that the external builder may read; see `builder/bin`. */
export const builderVariables = [
  'JANGBU_CHAINCODE_ADDRESS',
  'JANGBU_CHAINCODE_TLS_ROOT',
  'JANGBU_CHAINCODE_TLS_CERT',
  'JANGBU_CHAINCODE_TLS_KEY',
  'JANGBU_CHAINCODE_NODE_OPTIONS',
] as const;

function peerSection(topology: Topology, peer: PeerNode, folder: StateFolder): object {
  const { msp, tls } = memberLayout(folder.root, peer.member).peer(peer.index);
  return {
    id: peer.name,
    networkId: topology.channel,
    listenAddress: peer.address,
    address: peer.address,
    chaincodeListenAddress: `${host}:${peer.chaincodePort}`,
    chaincodeAddress: `${host}:${peer.chaincodePort}`,
    addressAutoDetect: false,
    gateway: { enabled: true, endorsementTimeout: '30s', broadcastTimeout: '30s', dialTimeout: '10s' },
    keepalive: {
      interval: '7200s',
      timeout: '20s',
      // Node.js clients ping more often than the default of 60 s allows.
      minInterval: '10s',
      client: { interval: '60s', timeout: '20s' },
      deliveryClient: { interval: '60s', timeout: '20s' },
    },
    gossip: gossipSection(topology, peer),
    tls: {
      enabled: true,
      clientAuthRequired: false,
      cert: { file: tls.certificate },
      key: { file: tls.key },
      rootcert: { file: tls.caCertificate },
    },
    authentication: { timewindow: '15m' },
    fileSystemPath: folder.node(peer.name).data,
    BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
    mspConfigPath: msp.folder,
    localMspId: peer.member.mspId,
    localMspType: 'bccsp',
    client: { connTimeout: '3s' },
    deliveryclient: {
      blockGossipEnabled: false,
      reconnectTotalTimeThreshold: '3600s',
      connTimeout: '3s',
      // The longest pause between attempts: after a crash of all consenters nobody should wait an hour.
      reConnectBackoffThreshold: '2s',
      blockCensorshipTimeoutKey: '30s',
      minimalReconnectInterval: '100ms',
      // Blocks from one consenter, without comparing headers with the others (`cluster` does): less work on one
      // machine, and no detection of a consenter that withholds blocks. Development only.
      policy: 'simple',
    },
    handlers: {
      authFilters: [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }, { name: 'TimeWindowCheck' }],
      decorators: [{ name: 'DefaultDecorator' }],
      endorsers: { escc: { name: 'DefaultEndorsement' } },
      validators: { vscc: { name: 'DefaultValidation' } },
    },
    discovery: {
      enabled: true,
      authCacheEnabled: true,
      authCacheMaxSize: 1000,
      authCachePurgeRetentionRatio: 0.75,
      orgMembersAllowedAccess: false,
    },
    limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 500 } },
    maxRecvMsgSize: 104_857_600,
    maxSendMsgSize: 104_857_600,
  };
}

function chaincodeSection(folder: StateFolder): object {
  return {
    externalBuilders: [{ name: 'jangbu', path: folder.builder, propagateEnvironment: builderVariables }],
    installTimeout: '120s',
    startuptimeout: '60s',
    executetimeout: '30s',
    mode: 'net',
    keepalive: 0,
    system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
    runtimeParams: {
      useWriteBatch: true,
      maxSizeWriteBatch: 1000,
      useGetMultipleKeys: true,
      maxSizeGetMultipleKeys: 1000,
    },
  };
}

function ledgerSection(data: string): object {
  return {
    state: { stateDatabase: 'goleveldb', totalQueryLimit: 100_000 },
    // No rule reads history; without it a commit writes less.
    history: { enableHistoryDatabase: false },
    pvtdataStore: {
      collElgProcMaxDbBatchSize: 5000,
      collElgProcDbBatchesInterval: 1000,
      deprioritizedDataReconcilerInterval: '60m',
      purgeInterval: 100,
      purgedKeyAuditLogging: true,
    },
    snapshots: { rootDir: `${data}/snapshots` },
  };
}

/**
 * A peer's configuration: Fabric's sample, key by key, with this network's values. Complete on purpose: a key
 * that is absent counts as zero in many places of Fabric, not as its documented default.
 *
 * @returns the text of core.yaml
 */
export function coreText(topology: Topology, peer: PeerNode, folder: StateFolder): string {
  const { tls } = memberLayout(folder.root, peer.member).peer(peer.index);
  return stringify({
    peer: peerSection(topology, peer, folder),
    // Empty: no Docker. The external builder takes every package that is ours.
    vm: { endpoint: '' },
    chaincode: chaincodeSection(folder),
    ledger: ledgerSection(folder.node(peer.name).data),
    operations: {
      listenAddress: `${host}:${peer.operationsPort}`,
      tls: {
        enabled: true,
        cert: { file: tls.certificate },
        key: { file: tls.key },
        clientAuthRequired: false,
        clientRootCAs: { files: [tls.caCertificate] },
      },
    },
    metrics: { provider: 'disabled' },
  });
}
