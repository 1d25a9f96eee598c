import { stringify } from 'yaml';

import { memberLayout } from '../identities/layout';
import { host, type PeerNode, type Topology } from '../topology/topology';
import type { StateFolder } from '../topology/state-folder';

/** Variables of the peer's environment that the external builder may read; see `builder/bin`. */
export const builderVariables = [
  'JANGBU_CHAINCODE_ADDRESS',
  'JANGBU_CHAINCODE_TLS_ROOT',
  'JANGBU_CHAINCODE_TLS_CERT',
  'JANGBU_CHAINCODE_TLS_KEY',
  'JANGBU_CHAINCODE_NODE_OPTIONS',
] as const;

/**
 * Gossip for many organisations with one peer each, on one machine. Fabric forwards a peer's heartbeat only
 * within the peer's own organisation, so with one peer a member it reaches those that the peer itself sends it
 * to: at Fabric's defaults (3 of 21, lost after 25 s) peers take each other for dead all the time.
 */
function gossip(peer: PeerNode): object {
  return {
    bootstrap: peer.address,
    endpoint: peer.address,
    externalEndpoint: peer.address,
    // One peer a member: it is always the one that fetches blocks from the consenters.
    useLeaderElection: false,
    orgLeader: true,
    membershipTrackerInterval: '5s',
    maxBlockCountToStore: 10,
    maxPropagationBurstLatency: '10ms',
    maxPropagationBurstSize: 10,
    propagateIterations: 1,
    propagatePeerNum: 7,
    // Each answer holds every peer's signed state, and all of them are verified: one answer at a time.
    pullPeerNum: 1,
    pullInterval: '4s',
    requestStateInfoInterval: '2s',
    publishStateInfoInterval: '2s',
    publishCertPeriod: '10s',
    skipBlockVerification: false,
    // A peer that has just joined may still lack the others' TLS roots at its first attempt: fail early, and
    // try again soon. Fabric's 3 s and 25 s make the slowest pair of peers wait for each other.
    dialTimeout: '1s',
    reconnectInterval: '1s',
    maxConnectionAttempts: 1000,
    connTimeout: '2s',
    recvBuffSize: 20,
    sendBuffSize: 200,
    digestWaitTime: '1s',
    requestWaitTime: '1500ms',
    responseWaitTime: '2s',
    aliveTimeInterval: '5s',
    // Heartbeats go to a random third: long enough that none is missed by chance. A peer that really ends is
    // noticed at once, by its connections.
    aliveExpirationTimeout: '120s',
    msgExpirationFactor: 20,
    election: {
      startupGracePeriod: '15s',
      membershipSampleInterval: '1s',
      leaderAliveThreshold: '10s',
      leaderElectionDuration: '5s',
    },
    pvtData: {
      // A peer that misses private data waits this long per block before it commits without; 60 s by default.
      pullRetryThreshold: '1s',
      transientstoreMaxBlockRetention: 20_000,
      pushAckTimeout: '3s',
      btlPullMargin: 10,
      reconcileBatchSize: 10,
      reconcileSleepInterval: '1m',
      reconciliationEnabled: true,
      skipPullingInvalidTransactionsDuringCommit: false,
      // A member with one peer has nobody to push to. With two peers: 1 and 1.
      implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 0 },
    },
    state: { enabled: false },
  };
}

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
    gossip: gossip(peer),
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
