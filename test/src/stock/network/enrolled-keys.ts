import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CertificateAuthority, type AuthorityPrograms, type Registration } from './certificate-authority';
import { tlsRoot, userMsp, type StockLayout } from './layout';

interface Owner {
  readonly folder: string;
  readonly domain: string;
}

/** The root of what the CA issues, where the stock scripts copy it to. */
async function copyRoots(authority: CertificateAuthority, owner: Owner): Promise<void> {
  for (const folder of ['ca', 'tlsca']) await mkdir(join(owner.folder, folder), { recursive: true });
  await cp(authority.certificate, tlsRoot(owner));
  await cp(authority.certificate, join(owner.folder, 'ca', `ca.${owner.domain}-cert.pem`));
}

async function addNode(
  authority: CertificateAuthority,
  { host, folder }: { readonly host: string; readonly folder: string },
  type: 'peer' | 'orderer',
): Promise<void> {
  const [name = host] = host.split('.');
  await authority.register({ name, type });
  await authority.enrollMsp(name, join(folder, 'msp'));
  await authority.enrollTls(name, host, join(folder, 'tls'));
  // Where cryptogen puts it, and configtx.yaml expects it.
  await cp(
    join(folder, 'msp', 'signcerts', 'cert.pem'),
    join(folder, 'msp', 'signcerts', `${host}-cert.pem`),
  );
}

async function addUser(
  authority: CertificateAuthority,
  registration: Registration,
  msp: string,
): Promise<void> {
  await authority.register(registration);
  await authority.enrollMsp(registration.name, msp);
}

/**
 * Makes all keys and certificates of a stock network by three CAs of Fabric's, which go on running. No certificate says a
 * role of ours.
 */
export async function enrollKeys(layout: StockLayout, programs: AuthorityPrograms): Promise<void> {
  const { root, organizations, ordering } = layout;
  const authorityOf = (name: string, owner: Owner, port: number): CertificateAuthority =>
    new CertificateAuthority(
      {
        name,
        folder: join(root, 'organizations', 'fabric-ca', name),
        port,
        operationsPort: port + 1,
        clientHome: owner.folder,
      },
      programs,
    );
  const start = async (name: string, owner: Owner, port: number): Promise<CertificateAuthority> => {
    const authority = authorityOf(name, owner, port);
    await authority.start();
    await copyRoots(authority, owner);
    return authority;
  };
  for (const organization of organizations) {
    const { name, caPort, peer } = organization;
    const authority = await start(`ca-${name.toLowerCase()}`, organization, caPort);
    await addNode(authority, peer, 'peer');
    await addUser(authority, { name: 'user1', type: 'client' }, userMsp(organization, 'User1'));
    const admin = { name: `${name.toLowerCase()}admin`, type: 'admin' } as const;
    await addUser(authority, admin, userMsp(organization, 'Admin'));
  }
  const authority = await start('ca-orderer', ordering, ordering.caPort);
  for (const orderer of ordering.orderers) await addNode(authority, orderer, 'orderer');
  await addUser(authority, { name: 'ordererAdmin', type: 'admin' }, userMsp(ordering, 'Admin'));
}
