import { X509Certificate } from 'node:crypto';
import { type common, msp } from '@hyperledger/fabric-protos';
import { ReceiptError } from '../errors';
import { readConfiguration } from './configuration-block';

/** An organisation of the channel: who may speak for it. */
export interface TrustedOrganisation {
  readonly mspId: string;
  /** Its certificate authorities, roots and intermediates. */
  readonly authorities: readonly X509Certificate[];
  /** The organisational unit that makes a certificate a peer's; null where the channel does not tell. */
  readonly peerUnit: string | null;
}

/** What a channel's configuration says of its members. */
export interface ChannelTrust {
  readonly channel: string;
  /** By MSP id. */
  readonly organisations: ReadonlyMap<string, TrustedOrganisation>;
}

function readOrganisation(group: common.ConfigGroup): TrustedOrganisation {
  const value = group.getValuesMap().get('MSP');
  if (!value) throw new TypeError('an organisation without an MSP');
  const config = msp.FabricMSPConfig.deserializeBinary(
    msp.MSPConfig.deserializeBinary(value.getValue_asU8()).getConfig_asU8(),
  );
  const pems = [...config.getRootCertsList_asU8(), ...config.getIntermediateCertsList_asU8()];
  const units = config.getFabricNodeOus();
  return {
    mspId: config.getName(),
    authorities: pems.map((pem) => new X509Certificate(pem)),
    peerUnit: units?.getEnable()
      ? (units.getPeerOuIdentifier()?.getOrganizationalUnitIdentifier() ?? null)
      : null,
  };
}

function readParts(bytes: Uint8Array): ChannelTrust {
  const { channel, root } = readConfiguration(bytes);
  const members = root.getGroupsMap().get('Application')?.getGroupsMap();
  const organisations = new Map<string, TrustedOrganisation>();
  members?.forEach((group) => {
    const organisation = readOrganisation(group);
    organisations.set(organisation.mspId, organisation);
  });
  if (organisations.size === 0) throw new TypeError('no organisations');
  return { channel, organisations };
}

/**
 * Reads a channel's configuration block (the genesis block, or a later one that `peer channel fetch config`
 * gives). It is the one thing that a verifier has to have from a source that it trusts.
 *
 * @throws ReceiptError `CONFIGURATION` when the bytes are no such block
 */
export function readChannelTrust(configurationBlock: Uint8Array): ChannelTrust {
  try {
    return readParts(configurationBlock);
  } catch (cause) {
    throw new ReceiptError('CONFIGURATION', 'the bytes are no configuration block of a channel', { cause });
  }
}

/**
 * The certificate, if one of the organisation's authorities issued it. Whether it has expired or been
 * revoked since is not judged: it signed when it did.
 */
export function issuedBy(
  pem: string | Uint8Array,
  { authorities }: TrustedOrganisation,
): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(pem);
    const issued = authorities.some(
      (authority) => certificate.checkIssued(authority) && certificate.verify(authority.publicKey),
    );
    return issued ? certificate : undefined;
  } catch {
    return undefined;
  }
}
