import { join } from 'node:path';
import { stringify } from 'yaml';
import { MACHINE, type PeerOrganization } from './layout';

/** A builder that peers call for packages which they do not build themselves. */
export interface ExternalBuilder {
  readonly name: string;
  /** The folder that holds `bin`. */
  readonly path: string;
  /** Variables of the peer's environment that it gets to see. */
  readonly propagateEnvironment: readonly string[];
}

const GOSSIP = {
  useLeaderElection: false,
  orgLeader: true,
  membershipTrackerInterval: '5s',
  maxBlockCountToStore: 10,
  maxPropagationBurstLatency: '10ms',
  maxPropagationBurstSize: 10,
  propagateIterations: 1,
  propagatePeerNum: 3,
  pullInterval: '4s',
  pullPeerNum: 3,
  requestStateInfoInterval: '4s',
  publishStateInfoInterval: '4s',
  publishCertPeriod: '10s',
  dialTimeout: '3s',
  connTimeout: '2s',
  recvBuffSize: 20,
  sendBuffSize: 200,
  digestWaitTime: '1s',
  requestWaitTime: '1500ms',
  responseWaitTime: '2s',
  aliveTimeInterval: '5s',
  aliveExpirationTimeout: '25s',
  reconnectInterval: '25s',
  maxConnectionAttempts: 120,
  msgExpirationFactor: 20,
  election: {
    startupGracePeriod: '15s',
    membershipSampleInterval: '1s',
    leaderAliveThreshold: '10s',
    leaderElectionDuration: '5s',
  },
  pvtData: {
    pullRetryThreshold: '60s',
    transientstoreMaxBlockRetention: 20_000,
    pushAckTimeout: '3s',
    btlPullMargin: 10,
    reconcileBatchSize: 10,
    reconcileSleepInterval: '1m',
    reconciliationEnabled: true,
    implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 1 },
  },
  state: { enabled: false },
};

function peerSection({ mspId, peer }: PeerOrganization, data: string): object {
  const { host, folder, port, chaincodePort } = peer;
  const tls = (name: string): { file: string } => ({ file: join(folder, 'tls', name) });
  const address = `${MACHINE}:${port}`;
  return {
    id: host,
    networkId: 'stock',
    listenAddress: `127.0.0.1:${port}`,
    address,
    chaincodeListenAddress: `127.0.0.1:${chaincodePort}`,
    chaincodeAddress: `${MACHINE}:${chaincodePort}`,
    gateway: { enabled: true, endorsementTimeout: '30s', broadcastTimeout: '30s', dialTimeout: '2m' },
    keepalive: {
      interval: '7200s',
      timeout: '20s',
      minInterval: '60s',
      client: { interval: '60s', timeout: '20s' },
      deliveryClient: { interval: '60s', timeout: '20s' },
    },
    gossip: { ...GOSSIP, bootstrap: address, endpoint: address, externalEndpoint: address },
    tls: {
      enabled: true,
      clientAuthRequired: false,
      cert: tls('server.crt'),
      key: tls('server.key'),
      rootcert: tls('ca.crt'),
    },
    authentication: { timewindow: '15m' },
    fileSystemPath: data,
    BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
    mspConfigPath: join(folder, 'msp'),
    localMspId: mspId,
    localMspType: 'bccsp',
    client: { connTimeout: '3s' },
    deliveryclient: {
      reconnectTotalTimeThreshold: '3600s',
      connTimeout: '3s',
      reConnectBackoffThreshold: '3600s',
      blockCensorshipTimeoutKey: '30s',
      minimalReconnectInterval: '100ms',
      policy: 'cluster',
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

/**
 * A peer's configuration: the values of the file that comes with Fabric, with this peer's names and places, as the stock
 * scripts set them by variables. There is no Docker: packages are built by external builders.
 */
export function coreYaml(
  organization: PeerOrganization,
  data: string,
  builders: readonly ExternalBuilder[],
): string {
  return stringify({
    peer: peerSection(organization, data),
    vm: { endpoint: '' },
    chaincode: {
      externalBuilders: builders,
      installTimeout: '300s',
      startuptimeout: '300s',
      executetimeout: '30s',
      mode: 'net',
      keepalive: 0,
      system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
      logging: { level: 'info', shim: 'warning' },
    },
    ledger: {
      state: { stateDatabase: 'goleveldb', totalQueryLimit: 100_000 },
      history: { enableHistoryDatabase: true },
      pvtdataStore: {
        collElgProcMaxDbBatchSize: 5000,
        collElgProcDbBatchesInterval: 1000,
        deprioritizedDataReconcilerInterval: '60m',
        purgeInterval: 100,
        purgedKeyAuditLogging: true,
      },
      snapshots: { rootDir: join(data, 'snapshots') },
    },
    operations: { listenAddress: `127.0.0.1:${organization.peer.operationsPort}`, tls: { enabled: false } },
    metrics: { provider: 'disabled' },
  });
}
