import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parse } from 'yaml';

import type { MemberDescriptor } from '../channel/descriptor';
import { NetworkError } from '../errors/network-error';
import { filesIn } from '../files/files-in';
import { reachedAt } from '../member/channel-membership';
import type { OrdererNode } from '../member/nodes';
import type { MemberFolder } from './member-folder';

type NodeUnits = MemberDescriptor['msp']['nodeUnits'];

const kinds = { client: 'Client', peer: 'Peer', admin: 'Admin', orderer: 'Orderer' } as const;

/** The certificates in a folder of an MSP, in the order of their files' names. */
async function certificatesIn(msp: string, folder: string): Promise<string[]> {
  return Promise.all(filesIn(join(msp, folder)).map((file) => readFile(file, 'utf8')));
}

/** Which organisational units an MSP's config.yaml takes for which kind of holder. */
async function nodeUnitsIn(file: string): Promise<NodeUnits> {
  const missing = (what: string): NetworkError =>
    new NetworkError(
      'CERTIFICATES_MISSING',
      `${file} ${what}: this ledger tells peers, admins and clients apart by it`,
      {
        file,
      },
    );
  const text = await readFile(file, 'utf8').catch(() => {
    throw missing('is not there');
  });
  const content = parse(text) as { readonly NodeOUs?: Readonly<Record<string, unknown>> } | null;
  const units = content?.NodeOUs;
  if (units?.['Enable'] !== true) throw missing('does not enable NodeOUs');
  const unitOf = (kind: string): string => {
    const entry = units[`${kind}OUIdentifier`] as
      { readonly OrganizationalUnitIdentifier?: unknown } | undefined;
    const unit = entry?.OrganizationalUnitIdentifier;
    if (typeof unit !== 'string') throw missing(`has no ${kind}OUIdentifier`);
    return unit;
  };
  return {
    client: unitOf(kinds.client),
    peer: unitOf(kinds.peer),
    admin: unitOf(kinds.admin),
    orderer: unitOf(kinds.orderer),
  };
}

async function consenterOf(
  { layout }: MemberFolder,
  node: OrdererNode,
): Promise<MemberDescriptor['consenters'][number]> {
  const { msp, tls } = layout.orderer(node.consenter);
  const [identity, tlsCertificate] = await Promise.all([
    readFile(msp.certificate, 'utf8'),
    readFile(tls.certificate, 'utf8'),
  ]);
  return { name: node.name, ...reachedAt(node), identity, tlsCertificate };
}

/**
 * What the member hands out to the others: certificates and addresses, no key.
 *
 * @throws NetworkError `CERTIFICATES_MISSING` when its keys were not made yet
 */
export async function ownDescriptor(folder: MemberFolder): Promise<MemberDescriptor> {
  const { entry, layout, peers, orderers } = folder;
  const msp = layout.msp.folder;
  if (!existsSync(msp)) {
    throw new NetworkError('CERTIFICATES_MISSING', `${msp} is not there yet: \`member keys\` makes it`, {
      folder: msp,
    });
  }
  const { id, mspId, name, lei, channel } = entry;
  return {
    type: 'member-descriptor',
    version: 1,
    channel,
    member: { id, mspId, name, lei },
    msp: {
      rootCertificates: await certificatesIn(msp, 'cacerts'),
      intermediateCertificates: await certificatesIn(msp, 'intermediatecerts'),
      tlsRootCertificates: await certificatesIn(msp, 'tlscacerts'),
      tlsIntermediateCertificates: await certificatesIn(msp, 'tlsintermediatecerts'),
      nodeUnits: await nodeUnitsIn(layout.msp.config),
    },

    anchorPeers: peers.map(reachedAt),
    consenters: await Promise.all(orderers.map((node) => consenterOf(folder, node))),
  };
}
