import 'reflect-metadata';
import { signers } from '@hyperledger/fabric-gateway';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { newSigner } from './signer';
import { FabricCaServer, fabricCaProgram, whyNoFabricCa } from '../../../testing/fabric-ca-server';
import { newTlsPair } from '../../../testing/gateway-server';
import { enrol, reenrol, renewalDue } from './fabric-ca';
import { signingRequest } from './signing-request';

describe('a signing request', () => {
  test('reads as PKCS #10, with its name and key, signed by the key', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    const name = '트레이더'.repeat(12);
    const read = new Pkcs10CertificateRequest(await signingRequest(name, spki, newSigner(privateKey)));
    expect(read.subjectName.getField('CN')).toEqual([name]);
    expect(Buffer.from(read.publicKey.rawData)).toEqual(spki);
    await expect(read.verify()).resolves.toBe(true);
  });
});

const PORT = 19_071;
const whenThere = fabricCaProgram === undefined ? describe.skip : describe;

const CONFIGURATION = `
tls: { enabled: true }
csr: { cn: ca.nh, hosts: [localhost, 127.0.0.1] }
registry:
  maxenrollments: -1
  identities:
    - name: trader1
      pass: ThisIsTheSecret
      type: client
      affiliation: ""
      attrs: { 'jangbu.role': 'trader:ecert', hf.EnrollmentID: trader1 }
signing:
  default: { usage: [digital signature], expiry: 8760h }
  profiles:
    tls: { usage: [signing, server auth, client auth], expiry: 8760h }
db: { type: sqlite3, datasource: ca.db }
`;

whenThere(`Fabric's own CA${whyNoFabricCa}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'jangbu-ca-'));
  const ca = { url: `https://127.0.0.1:${PORT}`, tlsRootCert: '' };
  const trader = { enrollmentId: 'trader1', secret: 'ThisIsTheSecret' };
  let server: FabricCaServer;

  beforeAll(async () => {
    server = await FabricCaServer.start(folder, CONFIGURATION, PORT);
    ca.tlsRootCert = readFileSync(join(folder, 'ca-cert.pem'), 'utf8');
  });

  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('enrols a trader, whose certificate carries the role', async () => {
    const { identity, notAfter, chain } = await enrol(ca, trader);
    const certificate = new X509Certificate(identity.certificate);
    expect(certificate.verify(new X509Certificate(chain).publicKey)).toBe(true);
    expect(certificate.subject).toContain('CN=trader1');
    // The attributes are bare JSON in an extension: they stand in the certificate as they are.
    expect(certificate.raw.toString('latin1')).toContain('"jangbu.role":"trader"');
    expect(notAfter.getTime()).toBeGreaterThan(Date.now());
    expect(inspect(identity)).not.toContain('PRIVATE KEY');
  });

  test('enrols a key that lies elsewhere', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const elsewhere = {
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      sign: signers.newPrivateKeySigner(privateKey),
    };
    const { identity } = await enrol(ca, trader, elsewhere);
    expect(new X509Certificate(identity.certificate).checkPrivateKey(privateKey)).toBe(true);
  });

  test('enrols anew before the end, with a new key and the same role', async () => {
    const first = await enrol(ca, trader);
    const second = await reenrol(ca, first.identity);
    const [before, after] = [first, second].map(({ identity }) => new X509Certificate(identity.certificate));
    expect(after?.subject).toBe(before?.subject);
    expect(after?.publicKey.equals(before?.publicKey ?? after.publicKey)).toBe(false);
    expect(after?.raw.toString('latin1')).toContain('"jangbu.role":"trader"');
  });

  test('renewal is due when two thirds of the time have passed', async () => {
    const { identity, notAfter } = await enrol(ca, trader);
    const { validFrom } = new X509Certificate(identity.certificate);
    const from = Date.parse(validFrom);
    const due = from + ((notAfter.getTime() - from) * 2) / 3;
    expect(renewalDue(identity.certificate, new Date(due - 1))).toBe(false);
    expect(renewalDue(identity.certificate, new Date(due))).toBe(true);
  });

  test.each([
    ['a wrong secret', { secret: 'AnotherSecret' }],
    ['an attribute that the id has not', { attributes: ['jangbu.none'] }],
  ])('refuses %s, and the secret is not told', async (_, changed) => {
    const asked = { ...trader, ...changed };
    const refused: unknown = await enrol(ca, asked).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'IdentityError' });
    expect(inspect(refused, { depth: 9 })).not.toContain(asked.secret);
  });

  test('is not talked to when its TLS root is another, or without TLS', async () => {
    const { certificate } = newTlsPair();
    await expect(enrol({ ...ca, tlsRootCert: certificate }, trader)).rejects.toThrow('could not be reached');
    await expect(enrol({ ...ca, url: ca.url.replace('https', 'http') }, trader)).rejects.toThrow('https');
  });
});
