/** An organisation of a channel, as the channel's configuration wants to know it. */
export interface ChannelOrganization {
  readonly mspId: string;
  /** Absolute path of the organisation's MSP folder, without keys. */
  readonly mspFolder: string;
  /** The peers by which the others' peers find its own. */
  readonly anchorPeers: readonly { readonly host: string; readonly port: number }[];
  /** `host:port` of each consenter that it owns. */
  readonly ordererEndpoints: readonly string[];
}

/** A consenter of a channel. */
export interface ChannelConsenter {
  /** The owner's. */
  readonly mspId: string;
  readonly host: string;
  readonly port: number;
  /** File with the certificate by which it signs blocks. */
  readonly identity: string;
  /** File with the TLS certificate that it shows to the others, as a server and as a client. */
  readonly tlsCertificate: string;
}

/** All that a channel's genesis block is made from; the same plan gives everyone the same configuration. */
export interface ChannelPlan {
  readonly channel: string;
  readonly organizations: readonly ChannelOrganization[];
  /** In the order that numbers them. */
  readonly consenters: readonly ChannelConsenter[];
}
