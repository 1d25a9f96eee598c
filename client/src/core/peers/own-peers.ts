import type { Clock } from '../async/clock';
import type { Connectivity, PeerTransport } from './transport';

/** After a failure a peer is left alone for so long; twice as long after each failure that follows… */
const FIRST_REST_MS = 1_000;
/** …up to this. */
const LONGEST_REST_MS = 30_000;

/** How one of the member's own peers stands, as far as this connection knows. */
export interface PeerHealth {
  readonly name: string;
  /** `UNKNOWN` while nothing has been tried, or a try is under way. */
  readonly connection: Connectivity;
  /** Calls that failed at it since the last one that succeeded. */
  readonly failures: number;
  /** Whether the next call goes to it. */
  readonly inUse: boolean;
}

interface Standing<P> {
  readonly peer: P;
  failures: number;
  failedAt: number;
  /** Counts the failures of all peers, so that the one that failed longest ago is known. */
  turn: number;
}

/**
 * The member's own peers, in the order of its profile. The first one that is well is used: when it
 * fails, the next one; and it again when its connection stands and it has rested.
 */
export class OwnPeers<P extends PeerTransport = PeerTransport> {
  readonly #standings: readonly [Standing<P>, ...Standing<P>[]];
  readonly #clock: Clock;
  #turns = 0;

  constructor([first, ...others]: readonly [P, ...P[]], clock: Clock) {
    const fresh = (peer: P): Standing<P> => ({ peer, failures: 0, failedAt: 0, turn: 0 });
    this.#standings = [fresh(first), ...others.map(fresh)];
    this.#clock = clock;
  }

  get current(): P {
    const well = this.#standings.find((standing) => this.#isWell(standing));
    return (well ?? this.#longestAgo()).peer;
  }

  /** Goes on to the next peer, unless another call has done so since the failing one was taken. */
  failed(peer: PeerTransport): void {
    if (peer !== this.current) return;
    const standing = this.#standings.find((each) => each.peer === peer);
    if (!standing) return;
    this.#turns += 1;
    standing.failures += 1;
    standing.failedAt = this.#clock.now();
    standing.turn = this.#turns;
  }

  /** A call went through: what the peer did before is forgotten. */
  succeeded(peer: PeerTransport): void {
    const standing = this.#standings.find((each) => each.peer === peer);
    if (standing) standing.failures = 0;
  }

  /**
   * Connects to all of them.
   *
   * @returns when the first connection stands
   * @throws AggregateError when none could be made in time
   */
  async connect(deadlineMs: number): Promise<void> {
    await Promise.any(this.#standings.map(({ peer }) => peer.connect(deadlineMs)));
  }

  health(): PeerHealth[] {
    const { current } = this;
    return this.#standings.map(({ peer, failures }) => ({
      name: peer.name,
      connection: peer.connectivity('LOOK'),
      failures,
      inUse: peer === current,
    }));
  }

  close(): void {
    for (const { peer } of this.#standings) peer.close();
  }

  /**
   * A peer that failed has to show that it can be reached before a call is risked on it: a host that
   * is away without a word would hold each such call up until its deadline.
   */
  #isWell({ peer, failures, failedAt }: Standing<P>): boolean {
    if (failures === 0) return peer.connectivity('LOOK') !== 'DOWN';
    const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (failures - 1));
    return peer.connectivity('TRY') === 'UP' && this.#clock.now() - failedAt >= rest;
  }

  #longestAgo(): Standing<P> {
    return this.#standings.reduce((one, other) => (other.turn < one.turn ? other : one));
  }
}
