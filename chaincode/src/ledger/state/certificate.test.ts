import { certificates, type CertificateName } from '../../../testing/certificates';
import type { CertifiedRoles } from '../../rules/consortium/membership';
import { rolesInCertificate, type CertificateRoles } from './certificate';

function rolesIn(text: string): CertificateRoles {
  return rolesInCertificate(Buffer.from(text));
}

const NONE: CertifiedRoles = { given: null, roles: [] };
const ADMIN: CertifiedRoles = { given: 'admin', roles: ['admin', 'operator', 'auditor'] };
const CLIENT: CertifiedRoles = { given: 'client', roles: ['trader', 'issuer', 'verifier'] };

describe('roles in a certificate', () => {
  it.each(['admin', 'operator', 'trader', 'issuer', 'verifier', 'auditor'] as const)(
    'are the one that its attribute names, wherever the members look: %s',
    (role) => {
      const one = { given: role, roles: [role] };
      expect(rolesIn(certificates[role])).toEqual({ ATTRIBUTE: one, NODE_OU: one });
    },
  );

  it.each<[CertificateName, CertifiedRoles]>([
    ['nodeAdmin', ADMIN],
    ['nodeClient', CLIENT],
    ['nodeDepartment', CLIENT],
    ['nodeChain', CLIENT],
    ['nodePeer', { given: 'peer', roles: [] }],
    ['nodeOrderer', { given: 'orderer', roles: [] }],
    ['nodeNone', NONE],
    ['nodeTwice', NONE],
    ['nodeTogether', NONE],
    ['nodeInName', CLIENT],
    ['nodeInUnit', NONE],
    ['none', CLIENT],
  ])('are those of its one node OU, where the members look there: %s', (name, expected) => {
    expect(rolesIn(certificates[name])).toEqual({ ATTRIBUTE: NONE, NODE_OU: expected });
  });

  it.each(['chairman', 'broken'] as const)(
    'are none where the attribute is no role of ours, whatever its node OU: %s',
    (name) => {
      expect(rolesIn(certificates[name])).toEqual({ ATTRIBUTE: NONE, NODE_OU: NONE });
    },
  );

  it.each(['adminBehindOtherType', 'malformedAdminBefore', 'indentedAdminBefore', 'noBlock'] as const)(
    'are none in a text of which a peer may have verified another certificate: %s',
    (name) => {
      expect(rolesIn(certificates[name])).toEqual({ ATTRIBUTE: NONE, NODE_OU: NONE });
    },
  );

  it('are none in a forged text by the attribute, too', () => {
    const { admin, trader } = certificates;
    const behindOtherType = `${trader.replaceAll('CERTIFICATE', 'DATA')}${admin}`;
    const malformedBefore = `${admin.replace('MII', 'M!II')}${trader}`;
    // The one that Fabric's own library for contracts falls for: Go finds the trader's, that library the other.
    const indentedBefore = ` ${admin}${trader}`;
    for (const text of [behindOtherType, malformedBefore, indentedBefore]) {
      expect(rolesIn(text)).toEqual({ ATTRIBUTE: NONE, NODE_OU: NONE });
    }
  });

  it('are read from a file with other text before the certificate, and with line ends of Windows', () => {
    const { trader } = certificates;
    const one = { given: 'trader', roles: ['trader'] };
    expect(rolesIn(`Subject: trader\n${trader}`).ATTRIBUTE).toEqual(one);
    expect(rolesIn(trader.replaceAll('\n', '\r\n')).ATTRIBUTE).toEqual(one);
  });
});
