import { join } from 'node:path';

import type { ConsortiumDefinition, Member } from '../consortium/consortium';
import { consentersOf, ordererHost, peerHost, peerNumbersOf } from '../consortium/member-nodes';
import { memberLayout, type MemberLayout, type NodeLayout } from './layout';

/** Who keys and certificates are for: what of a member stands in them. */
export type CertifiedMember = Pick<Member, 'id' | 'name' | 'domain'>;

/** A node that needs an identity and a TLS certificate. */
export interface NodeMaterial {
  readonly unit: 'peer' | 'orderer';
  /** Its DNS name, by which others recognise it. */
  readonly name: string;
  /** All names and addresses by which its TLS certificate must answer, {@link name} among them. */
  readonly hosts: readonly string[];
  readonly layout: NodeLayout;
}

/** All that one member should have of keys and certificates, and where it stands. */
export interface MemberMaterial {
  readonly member: CertifiedMember;
  readonly layout: MemberLayout;
  readonly nodes: readonly NodeMaterial[];
  /** Where folders are filled before they are put in their places; on the same file system. */
  readonly workshop: string;
  /** Whether keys and certificates are made here, by a CA in the member's folder, or by a CA of the member's own elsewhere. */
  readonly issued: 'here' | 'elsewhere';
  /** What says which nodes there are: a development network's or a member's own. */
  readonly source: 'the consortium file' | 'member.yaml';
}

/** By these every node is reached on its own machine. */
export const ownHostNames = ['localhost', '127.0.0.1'] as const;

/** The folder in which the members of a development network have theirs. */
export function membersFolder(stateDir: string): string {
  return join(stateDir, 'members');
}

/** What a member of a development network should have. */
export function developmentMaterial(
  consortium: Pick<ConsortiumDefinition, 'consenters'>,
  member: Member,
  stateDir: string,
): MemberMaterial {
  const layout = memberLayout(stateDir, member);
  const node = (unit: NodeMaterial['unit'], name: string, files: NodeLayout): NodeMaterial => ({
    unit,
    name,
    hosts: [name, ...ownHostNames],
    layout: files,
  });
  return {
    member,
    layout,
    nodes: [
      ...peerNumbersOf(member).map((index) => node('peer', peerHost(member, index), layout.peer(index))),
      ...consentersOf(consortium, member).map((consenter) =>
        node('orderer', ordererHost(member, consenter), layout.orderer(consenter)),
      ),
    ],
    workshop: membersFolder(stateDir),
    issued: 'here',
    source: 'the consortium file',
  };
}
