import { roleSourceOf, type MembersDocument } from '@jangbu/model';

/** Where a ledger's contracts read what a client may do, in words for whoever decides about it. */
export function roleSourceText(agreed: Pick<MembersDocument, 'roles'>): string {
  switch (roleSourceOf(agreed)) {
    case 'ATTRIBUTE':
      return 'roles: by the attribute jangbu.role of a certificate (ATTRIBUTE)';
    case 'NODE_OU':
      return [
        'ROLES BY NODE OU: where a certificate has no attribute jangbu.role, its organisational unit decides.',
        '  OU=admin   is admin, operator and auditor of its member',
        '  OU=client  is trader, issuer and verifier of its member: every user of its organisation is',
      ].join('\n');
  }
}
