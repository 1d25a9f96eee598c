import { X509Certificate, createPrivateKey } from 'node:crypto';
import {
  cpSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { hasLowS, clientRoles, type ClientRole } from '@jangbu/model';

import type { ConsortiumDefinition } from '../consortium/consortium';
import { consortiumFiles, parseConsortium } from '../consortium/consortium-file';
import { silent } from '../long-work/progress';
import { IdentityFilesError, ensureIdentities, identityStatus } from './identities';
import { memberLayout } from './layout';
import * as x509 from './x509';

const consortium = parseConsortium(readFileSync(consortiumFiles.small, 'utf8'), 'small');

const read = (file: string): X509Certificate => new X509Certificate(readFileSync(file));

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function contentsOf(folder: string): Map<string, string> {
  return new Map(filesOf(folder).map((file) => [relative(folder, file), readFileSync(file, 'utf8')]));
}

/** The value of a certificate's extension, as text. */
function extension(file: string, oid: string): string {
  const found = new x509.X509Certificate(readFileSync(file, 'utf8')).getExtension(oid);
  return found === null ? '' : Buffer.from(found.value).toString('utf8');
}

describe("the members' identities", () => {
  let template: string;
  let stateDir: string;
  const nh = (): ReturnType<typeof memberLayout> => memberLayout(stateDir, { id: 'nh' });
  const kofia = (): ReturnType<typeof memberLayout> => memberLayout(stateDir, { id: 'kofia' });

  beforeAll(async () => {
    template = mkdtempSync(join(tmpdir(), 'jangbu-ids-'));
    await ensureIdentities(consortium, template, silent);
  });
  afterAll(() => {
    rmSync(template, { recursive: true });
  });
  beforeEach(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'jangbu-ids-'));
    cpSync(template, stateDir, { recursive: true });
  });
  afterEach(() => {
    rmSync(stateDir, { recursive: true });
  });

  it.each(clientRoles)('give a %s the role in the attribute extension of Fabric CA', (role: ClientRole) => {
    const files = nh().identity(role);
    const certificate = read(files.certificate);
    const unit = role === 'admin' ? 'admin' : 'client';
    expect(certificate.subject).toBe(
      `C=KR\nO=NH Investment & Securities\nOU=${unit}\nCN=${role}@nh.jangbu.example`,
    );
    expect(JSON.parse(extension(files.certificate, '1.2.3.4.5.6.7.8.1'))).toEqual({
      attrs: { 'hf.EnrollmentID': `${role}@nh.jangbu.example`, 'hf.Type': unit, 'jangbu.role': role },
    });
    expect(certificate.checkPrivateKey(createPrivateKey(readFileSync(files.key)))).toBe(true);
    expect(certificate.verify(read(nh().signingAuthority.certificate).publicKey)).toBe(true);
  });

  it('give nodes no role, and the organisational unit of their kind', () => {
    expect(read(nh().peer(0).msp.certificate).subject).toMatch(/OU=peer\nCN=peer0\.nh\.jangbu\.example$/);
    expect(read(kofia().orderer(3).msp.certificate).subject).toMatch(/OU=orderer\nCN=orderer3\.kofia\./);
    expect(extension(nh().peer(0).msp.certificate, '1.2.3.4.5.6.7.8.1')).toBe('');
  });

  it('give each consenter to its owner, by its number in the whole consortium', () => {
    const orderers = consortium.members.map(({ id }) => {
      const folder = join(memberLayout(stateDir, { id }).folder, 'orderers');
      return [id, readdirSync(folder).sort()];
    });
    expect(Object.fromEntries(orderers)).toEqual({
      kofia: ['orderer0', 'orderer3'],
      nh: ['orderer1'],
      samsung: ['orderer2'],
    });
  });

  it('have TLS certificates of a CA of their own, for the node, localhost and the loopback address', () => {
    const { tls } = kofia().orderer(0);
    const certificate = read(tls.certificate);
    expect(certificate.subjectAltName).toBe(
      'DNS:orderer0.kofia.jangbu.example, DNS:localhost, IP Address:127.0.0.1',
    );
    expect(certificate.verify(read(kofia().tlsAuthority.certificate).publicKey)).toBe(true);
    expect(certificate.verify(read(kofia().signingAuthority.certificate).publicKey)).toBe(false);
    // Orderers dial each other with the same certificate: server and client (RFC 5280, 4.2.1.12).
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    expect(read(kofia().admin.tls.certificate).keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
  });

  it('are what Fabric asks of certificates: CA or not, key identifiers, and a low S', () => {
    const all = filesOf(stateDir).filter((file) => /\.(?:pem|crt)$/.test(file) && !file.endsWith('key.pem'));
    expect(all.length).toBeGreaterThan(50);
    for (const file of all) {
      const certificate = new x509.X509Certificate(readFileSync(file, 'utf8'));
      const isCa = certificate.subject === certificate.issuer;
      const constraints = certificate.getExtension(x509.BasicConstraintsExtension);
      expect(constraints).toMatchObject({ critical: true, ca: isCa });
      const usages = certificate.getExtension(x509.KeyUsagesExtension)?.usages ?? 0;
      expect((usages & x509.KeyUsageFlags.keyCertSign) !== 0).toBe(isCa);
      expect(certificate.getExtension(x509.SubjectKeyIdentifierExtension)).not.toBeNull();
      expect(certificate.getExtension(x509.AuthorityKeyIdentifierExtension) === null).toBe(isCa);
      expect(hasLowS(new Uint8Array(certificate.signature))).toBe(true);
    }
  });

  it('last ten years for a CA and two for the rest, from a few minutes ago', () => {
    const years = (file: string): number => {
      const { validFrom, validTo } = read(file);
      expect(Date.parse(validFrom)).toBeLessThan(Date.now() - 4 * 60_000);
      return Math.round((Date.parse(validTo) - Date.parse(validFrom)) / (365.25 * 24 * 3600_000));
    };
    expect(years(nh().signingAuthority.certificate)).toBe(10);
    expect(years(nh().identity('trader').certificate)).toBe(2);
    expect(years(nh().peer(0).tls.certificate)).toBe(2);
  });

  it('keep every private key from all but its owner', () => {
    const keys = filesOf(stateDir).filter((file) => readFileSync(file, 'utf8').includes('PRIVATE KEY'));
    expect(keys.length).toBeGreaterThan(30);
    expect(keys.filter((file) => (statSync(file).mode & 0o077) !== 0)).toEqual([]);
    expect(
      keys.filter((file) => !readFileSync(file, 'utf8').startsWith('-----BEGIN PRIVATE KEY-----')),
    ).toEqual([]);
  });

  it('put no key into the MSP that the channel holds', () => {
    expect(filesOf(nh().msp.folder).map((file) => relative(nh().msp.folder, file))).toEqual([
      'cacerts/ca.pem',
      'config.yaml',
      'tlscacerts/tlsca.pem',
    ]);
  });

  it('are kept as they are when asked for again, and nothing is told', async () => {
    const before = contentsOf(stateDir);
    const news: unknown[] = [];
    await ensureIdentities(consortium, stateDir, (event) => news.push(event));
    expect(contentsOf(stateDir)).toEqual(before);
    expect(news).toEqual([]);
  });

  it('are completed where something is missing, from the same CA', async () => {
    const before = contentsOf(stateDir);
    rmSync(nh().identity('trader').folder, { recursive: true });
    rmSync(nh().peer(0).folder, { recursive: true });
    rmSync(nh().msp.folder, { recursive: true });
    await ensureIdentities(consortium, stateDir, silent);
    const after = contentsOf(stateDir);
    expect([...after.keys()]).toEqual([...before.keys()]);
    const changed = [...after.keys()].filter((file) => after.get(file) !== before.get(file));
    expect(changed.every((file) => /nh\/(?:identities\/trader|peers)\//.test(file))).toBe(true);
  });

  it('grow with the consenters: seven instead of four add three', async () => {
    const seven: ConsortiumDefinition = {
      ...consortium,
      consenters: [...consortium.consenters, 'nh', 'nh', 'samsung'],
    };
    const before = contentsOf(stateDir);
    await ensureIdentities(seven, stateDir, silent);
    const after = contentsOf(stateDir);
    expect([...before].filter(([file, text]) => after.get(file) !== text)).toEqual([]);
    expect((await identityStatus(seven, stateDir)).missing).toEqual([]);
  });

  it('come out whole when two make them at once', async () => {
    const fresh = join(stateDir, 'fresh');
    await Promise.all([
      ensureIdentities(consortium, fresh, silent),
      ensureIdentities(consortium, fresh, silent),
    ]);
    const status = await identityStatus(consortium, fresh);
    expect(status.broken).toEqual([]);
    expect(status.missing).toEqual([]);
    expect(readdirSync(join(fresh, 'members')).sort()).toEqual(['kofia', 'nh', 'samsung']);
  });

  it('leave nothing of a maker that was killed', async () => {
    // No process has a number this high, on Linux (2^22 at most) nor elsewhere.
    mkdirSync(join(stateDir, 'members', '.making-99999999-x'));
    mkdirSync(join(stateDir, 'members', `.making-${process.pid}-at-work`));
    await ensureIdentities(consortium, stateDir, silent);
    expect(readdirSync(join(stateDir, 'members')).filter((name) => name.startsWith('.'))).toEqual([
      `.making-${process.pid}-at-work`,
    ]);
  });

  const copy = (from: string, to: string): void => {
    cpSync(from, to, { recursive: true });
  };
  it.each<[string, () => void, string]>([
    [
      'an empty key',
      () => {
        writeFileSync(nh().peer(0).msp.key, '');
      },
      'peer0/msp',
    ],
    [
      'a certificate cut short',
      () => {
        writeFileSync(nh().admin.certificate, '-----BEGIN');
      },
      'admin/cert.pem',
    ],
    [
      'a lost CA of which nothing tells any more',
      () => {
        rmSync(nh().signingAuthority.folder, { recursive: true });
        rmSync(nh().msp.folder, { recursive: true });
      },
      'trader/cert.pem',
    ],
    [
      'a CA key of another',
      () => {
        copy(kofia().signingAuthority.key, nh().signingAuthority.key);
      },
      'ca/cert.pem',
    ],
    [
      'a key of another',
      () => {
        copy(nh().identity('issuer').key, nh().identity('trader').key);
      },
      'trader/cert.pem',
    ],
    [
      "another's CA",
      () => {
        copy(kofia().tlsAuthority.folder, nh().tlsAuthority.folder);
      },
      'tls',
    ],
    [
      'an MSP of another',
      () => {
        copy(kofia().msp.folder, nh().msp.folder);
      },
      'nh/msp',
    ],
  ])('are refused, and left alone, with %s', async (_, harm, file) => {
    harm();
    const before = contentsOf(stateDir);
    const failure = await ensureIdentities(consortium, stateDir, silent).catch((error: unknown) => error);
    const problems = failure instanceof IdentityFilesError ? failure.problems : [];
    expect(problems.some((problem) => problem.file.includes(file))).toBe(true);
    expect(contentsOf(stateDir)).toEqual(before);
  });

  describe('of a CA whose keys are kept elsewhere', () => {
    const removeFolders = (): void => {
      rmSync(nh().signingAuthority.folder, { recursive: true });
      rmSync(nh().tlsAuthority.folder, { recursive: true });
    };
    const removeKeys = (): void => {
      rmSync(nh().signingAuthority.key);
      rmSync(nh().tlsAuthority.key);
    };

    it.each([
      ['folders', removeFolders],
      ['keys', removeKeys],
    ])('are sound without its %s while nothing is to be issued', async (_, remove) => {
      remove();
      const before = contentsOf(stateDir);
      await ensureIdentities(consortium, stateDir, silent);
      expect(contentsOf(stateDir)).toEqual(before);
      const status = await identityStatus(consortium, stateDir);
      expect(status).toMatchObject({ missing: [], broken: [] });
      expect(status.away).toEqual([nh().signingAuthority.key, nh().tlsAuthority.key]);
    });

    it.each([
      ['folders', removeFolders],
      ['keys', removeKeys],
    ])('are not issued without its %s, which are named, and nothing is made', async (_, remove) => {
      remove();
      rmSync(nh().peer(0).folder, { recursive: true });
      const before = contentsOf(stateDir);
      await expect(ensureIdentities(consortium, stateDir, silent)).rejects.toMatchObject({
        code: 'CERTIFICATES_MISSING',
        message: expect.stringMatching(
          /nh\/ca\/key\.pem is not there, .*peer0.* bring .*nh\/ca back/,
        ) as string,
      });
      expect(contentsOf(stateDir)).toEqual(before);
    });

    it('are issued by the CA that is there when the other is not wanted', async () => {
      rmSync(nh().tlsAuthority.folder, { recursive: true });
      rmSync(nh().identity('trader').folder, { recursive: true });
      await ensureIdentities(consortium, stateDir, silent);
      expect((await identityStatus(consortium, stateDir)).missing).toEqual([]);
    });
  });

  it('are refused when the consortium file has moved a node to another name', async () => {
    const moved: ConsortiumDefinition = {
      ...consortium,
      members: consortium.members.map((member) =>
        member.id === 'nh' ? { ...member, domain: 'nh.elsewhere.example' } : member,
      ),
    };
    await expect(ensureIdentities(moved, stateDir, silent)).rejects.toThrow(
      /is not for peer0\.nh\.elsewhere\.example, as the consortium file has it/,
    );
  });

  it('say in good time which certificates are about to end', async () => {
    const ahead = (months: number): Date => new Date(Date.now() + months * 30 * 24 * 3600_000);
    const soon = await identityStatus(consortium, stateDir, { now: ahead(23) });
    expect(soon.expiring.length).toBeGreaterThan(20);
    expect(soon.expiring.every(({ file }) => !file.includes('/ca/'))).toBe(true);
    const early = await identityStatus(consortium, stateDir, { now: ahead(12) });
    expect(early.expiring).toEqual([]);
    expect(early).toMatchObject({ missing: [], broken: [] });
  });
});
