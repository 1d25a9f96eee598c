import type { PeerNode } from './nodes';

/** Up to so many peers can afford to tell each other of their ledgers every second. */
const fewPeers = 8;
const reconnectMs = 600;
const reconnectStepMs = 70;

/** Among whom a peer stands on its channel. */
export interface GossipNeighbours {
  /** How many peers the channel has. */
  readonly count: number;
  /** The peer's own place among them, from 0. */
  readonly position: number;
  /** Addresses of the member's other peers. */
  readonly siblings: readonly string[];
  /** How many of them are handed private data when it is endorsed. */
  readonly copies: number;
}

/**
 * Gossip for many organisations with one or few peers each, on one machine or on their own. Fabric forwards a peer's heartbeat only
 * within the peer's own organisation, so with one peer a member it reaches those that the peer itself sends it
 * to: at Fabric's defaults (3 of 21 every 5 s, taken for dead after 25 s) healthy peers lose each other all the
 * time. What a peer says of its ledger is forwarded, and verified by everyone as often as it arrives: that is
 * what limits how often and to how many it may be sent.
 */
export function gossipSection(
  peer: PeerNode,
  { count, position, siblings, copies }: GossipNeighbours,
): object {
  const few = count <= fewPeers;
  return {
    bootstrap: [peer.address, ...siblings],
    endpoint: peer.address,
    externalEndpoint: peer.address,
    // Each peer fetches its blocks from the consenters itself, a member's second one, too.
    useLeaderElection: false,
    orgLeader: true,
    membershipTrackerInterval: '5s',
    maxBlockCountToStore: 10,
    maxPropagationBurstLatency: '200ms',
    maxPropagationBurstSize: 10,
    propagateIterations: 1,
    propagatePeerNum: 3,
    // Each answer holds every peer's signed state, and all of them are verified: one answer at a time.
    pullPeerNum: 1,
    pullInterval: '4s',
    // Under load each block changes every peer's state, and what is said of it is verified by everyone as often as it arrives.
    requestStateInfoInterval: few ? '1s' : '8s',
    publishStateInfoInterval: few ? '1s' : '8s',
    publishCertPeriod: '10s',
    skipBlockVerification: false,
    // A peer that has just joined may still lack the others' TLS roots at its first attempt: fail early, and
    // try again soon. Fabric's 3 s and 25 s make the slowest pair of peers wait for each other.
    dialTimeout: '1s',
    // Different for each peer: two that call each other at the same moment close each other's call, and at the
    // same interval they would do so again and again.
    reconnectInterval: `${reconnectMs + reconnectStepMs * position}ms`,
    maxConnectionAttempts: 1000,
    connTimeout: '2s',
    recvBuffSize: 20,
    sendBuffSize: 200,
    digestWaitTime: '1s',
    requestWaitTime: '1500ms',
    responseWaitTime: '2s',
    aliveTimeInterval: '5s',
    // Long enough that no peer misses another's heartbeats by chance. A peer that really ends is noticed at once,
    // by its connections.
    aliveExpirationTimeout: '300s',
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
      // What a member's other peer has and this one missed, it fetches so soon.
      reconcileSleepInterval: copies > 0 ? '5s' : '1m',
      reconciliationEnabled: true,
      skipPullingInvalidTransactionsDuringCommit: false,
      // To so many of the member's other peers; in a member's own folder one at least, also before there is a second. None is required: with the other one down, this one goes on, and
      // the other fetches what it missed.
      implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: copies },
    },
    state: { enabled: false },
  };
}
