import { common, msp, peer } from '@hyperledger/fabric-protos';

import { NetworkError } from '../errors/network-error';

/** A consenter as the channel's configuration names it. */
export interface ConfiguredConsenter {
  readonly id: number;
  readonly mspId: string;
  readonly host: string;
  readonly port: number;
  /** PEM of the certificate that it shows. */
  readonly tlsCertificate: string;
}

/** An organisation as the channel's configuration names it. */
export interface ConfiguredOrganization {
  readonly mspId: string;
  readonly anchorPeers: readonly { readonly host: string; readonly port: number }[];
  /** PEM of its TLS certificate authorities. */
  readonly tlsRoots: readonly string[];
}

/** What a configuration block says of its channel. */
export interface ChannelConfig {
  readonly channel: string;
  /** In the order of their MSP ids. */
  readonly organizations: readonly ConfiguredOrganization[];
  readonly consenters: readonly ConfiguredConsenter[];
}

function valueOf(group: common.ConfigGroup | undefined, name: string): Uint8Array | undefined {
  return group?.getValuesMap().get(name)?.getValue_asU8();
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

function organizationOf(group: common.ConfigGroup): ConfiguredOrganization {
  const mspBytes = valueOf(group, 'MSP') ?? new Uint8Array();
  const config = msp.FabricMSPConfig.deserializeBinary(
    msp.MSPConfig.deserializeBinary(mspBytes).getConfig_asU8(),
  );
  const anchors = peer.AnchorPeers.deserializeBinary(valueOf(group, 'AnchorPeers') ?? new Uint8Array());
  return {
    mspId: config.getName(),
    anchorPeers: anchors.getAnchorPeersList().map((each) => ({ host: each.getHost(), port: each.getPort() })),
    tlsRoots: config.getTlsRootCertsList_asU8().map(text),
  };
}

function consentersOf(orderer: common.ConfigGroup | undefined): readonly ConfiguredConsenter[] {
  const orderers = common.Orderers.deserializeBinary(valueOf(orderer, 'Orderers') ?? new Uint8Array());
  return orderers.getConsenterMappingList().map((each) => ({
    id: each.getId(),
    mspId: each.getMspId(),
    host: each.getHost(),
    port: each.getPort(),
    tlsCertificate: text(each.getServerTlsCert_asU8()),
  }));
}

/** The one transaction of a configuration block. */
function payloadOf(block: Uint8Array): common.Payload {
  const [first] = common.Block.deserializeBinary(block).getData()?.getDataList_asU8() ?? [];
  if (first === undefined) throw new TypeError('a block without content');
  return common.Payload.deserializeBinary(common.Envelope.deserializeBinary(first).getPayload_asU8());
}

function headerOf(payload: common.Payload): common.ChannelHeader {
  const bytes = payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array();
  return common.ChannelHeader.deserializeBinary(bytes);
}

function read(block: Uint8Array): ChannelConfig {
  const payload = payloadOf(block);
  const header = headerOf(payload);
  const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
  const groups = config?.getChannelGroup()?.getGroupsMap();
  const members = groups?.get('Application')?.getGroupsMap();
  if (header.getType() !== common.HeaderType.CONFIG || members === undefined) {
    throw new TypeError('no configuration');
  }
  const organizations: ConfiguredOrganization[] = [];
  members.forEach((group) => organizations.push(organizationOf(group)));
  return {
    channel: header.getChannelId(),
    organizations: organizations.sort((a, b) => (a.mspId < b.mspId ? -1 : 1)),
    consenters: consentersOf(groups?.get('Orderer')),
  };
}

/**
 * Reads a channel's configuration block: the genesis block, or a later one.
 *
 * @param source names it in the error: a file, or the peer that gave it
 * @throws NetworkError `CHANNEL_FAILED` when the bytes are no such block
 */
export function readChannelConfig(block: Uint8Array, source: string): ChannelConfig {
  try {
    return read(block);
  } catch (error) {
    throw new NetworkError(
      'CHANNEL_FAILED',
      `${source} holds no configuration block of a channel; make one with \`channel genesis\``,
      { source },
      error,
    );
  }
}
