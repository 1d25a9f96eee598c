import type { PeerTransport } from './transport';

/** The member's own peers: one is used until it fails, then the next one. */
export class OwnPeers {
  readonly #peers: readonly [PeerTransport, ...PeerTransport[]];
  #current = 0;

  constructor(peers: readonly [PeerTransport, ...PeerTransport[]]) {
    this.#peers = peers;
  }

  get current(): PeerTransport {
    return this.#peers[this.#current] ?? this.#peers[0];
  }

  /** Goes on to the next peer, unless another call has done so since the failing one was taken. */
  failed(peer: PeerTransport): void {
    if (peer === this.current) this.#current = (this.#current + 1) % this.#peers.length;
  }

  close(): void {
    for (const peer of this.#peers) peer.close();
  }
}
