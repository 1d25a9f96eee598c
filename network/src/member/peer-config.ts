import { stringify } from 'yaml';

import type { NodeLayout } from '../identities/layout';
import { builderVariables } from './external-builder';
import { gossipSection, type GossipNeighbours } from './gossip-config';
import { bccspSection, type NodeHsm } from './bccsp-config';
import { addressOf, fromHere, type PeerNode } from './nodes';

/** What a peer is configured with. */
export interface PeerSettings {
  readonly node: PeerNode;
  readonly channel: string;
  /** Its own keys and certificates. */
  readonly identity: NodeLayout;
  /** The folder of its ledger. */
  readonly data: string;
  /** The folder of the external builder. */
  readonly builder: string;
  readonly neighbours: GossipNeighbours;
  /**
   * `cluster` compares the headers of blocks between consenters, and so notices one that withholds blocks;
   * `simple` takes blocks from one, which is less work where all run on one machine. Development only.
   */
  readonly delivery: 'simple' | 'cluster';
  /** Where its signing key is kept, if not in a file. */
  readonly hsm?: NodeHsm | undefined;
}

function peerSection(settings: PeerSettings): object {
  const { node: peer, identity } = settings;
  const { msp, tls } = identity;
  return {
    id: peer.name,
    networkId: settings.channel,
    listenAddress: addressOf(peer.listen),
    address: peer.address,
    chaincodeListenAddress: addressOf(peer.chaincode),
    chaincodeAddress: addressOf(fromHere(peer.chaincode)),
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
    gossip: gossipSection(peer, settings.neighbours),
    tls: {
      enabled: true,
      clientAuthRequired: false,
      cert: { file: tls.certificate },
      key: { file: tls.key },
      rootcert: { file: tls.caCertificate },
    },
    authentication: { timewindow: '15m' },
    fileSystemPath: settings.data,
    BCCSP: bccspSection(settings.hsm),
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
      policy: settings.delivery,
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

function chaincodeSection(builder: string): object {
  return {
    externalBuilders: [{ name: 'jangbu', path: builder, propagateEnvironment: builderVariables }],
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
export function coreText(settings: PeerSettings): string {
  const { node: peer, identity, data, builder } = settings;
  const { tls } = identity;
  return stringify({
    peer: peerSection(settings),
    // Empty: no Docker. The external builder takes every package that is ours.
    vm: { endpoint: '' },
    chaincode: chaincodeSection(builder),
    ledger: ledgerSection(data),
    operations: {
      listenAddress: addressOf(peer.operations),
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
