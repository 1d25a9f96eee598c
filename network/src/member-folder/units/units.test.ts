import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse, parseAllDocuments } from 'yaml';

import { ownFolder } from '../../../testing/own-folder';
import { writeFabric } from '../../../testing/programs';
import { programsIn } from '../../programs/programs';
import { openMemberFolder, type MemberFolder } from '../member-folder';
import { writeUnits, type UnitKind } from './units';

/** Whether a program answers here. */
function answers(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const whereSystemd = answers('systemd-analyze', '--version') ? it : it.skip;
/** Docker's own Compose, or the older program; neither asks a daemon for `config`. */
const compose = [
  ['docker', 'compose'],
  ['docker-compose', ''],
].find(([program = '', word = '']) => answers(program, ...[word, 'version'].filter((each) => each !== '')));
const whereCompose = compose === undefined ? it.skip : it;

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

describe("files that start a member's own nodes", () => {
  let folder: MemberFolder;
  let out: string;

  beforeAll(async () => {
    folder = await ownFolder('nh');
    const file = join(folder.root, 'member.yaml');
    const service = 'contracts: { mode: service, address: "contracts.nh.example:9999" }\n';
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^contracts:\n {2}mode: peer\n/m, service));
    folder = await openMemberFolder(folder.root);
  });
  afterAll(() => {
    rmSync(folder.root, { recursive: true });
  });
  beforeEach(() => {
    out = mkdtempSync(join(tmpdir(), 'jangbu units-'));
  });
  afterEach(() => {
    rmSync(out, { recursive: true });
  });

  async function write(kind: UnitKind, of: MemberFolder = folder): Promise<readonly string[]> {
    const programs = programsIn(writeFabric(join(out, 'bin'), '3.1.1'), '3.1.1', 'PATH');
    return writeUnits(of, { kind, out: join(out, kind), programs, user: 'root' });
  }

  /** All files below a folder. */
  function textsBelow(root: string): string[] {
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    return files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  }

  it('hold no private key and no PIN, nor do the configurations of the nodes', async () => {
    const pin = 'pin-of-the-token';
    process.env['PIN_OF_A_TEST'] = pin;
    const hsm = { library: '/usr/lib/softhsm/libsofthsm2.so', label: 'nh', pinVariable: 'PIN_OF_A_TEST' };
    const withToken = { ...folder, entry: { ...folder.entry, hsm } };
    try {
      for (const kind of ['systemd', 'compose', 'kubernetes'] as const) {
        await write(kind);
        await write(kind, withToken);
        const texts = textsBelow(join(out, kind));
        expect(texts.join()).toContain(kind === 'kubernetes' ? 'secretKeyRef' : '.env');
        for (const text of texts) {
          expect(text).not.toContain('PRIVATE KEY');
          expect(text).not.toContain(pin);
        }
      }
      expect(textsBelow(folder.root).filter((text) => text.includes(pin))).toEqual([]);
    } finally {
      Reflect.deleteProperty(process.env, 'PIN_OF_A_TEST');
      await write('systemd');
    }
  });

  whereSystemd('are taken by systemd-analyze verify, without a word', async () => {
    const files = await write('systemd');
    expect(files.map((file) => file.split('/').at(-1))).toEqual([
      'jangbu-orderer0.nh.example.service',
      'jangbu-peer0.nh.example.service',
    ]);
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], {
      encoding: 'utf8',
    });
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
  });

  it('of systemd keep the CA from nodes, and let each write its own folder only', async () => {
    const [, peer = ''] = await write('systemd');
    const text = readFileSync(peer, 'utf8');
    expect(text).toContain('NoNewPrivileges=yes');
    expect(text).toContain('ProtectSystem=strict');
    expect(text).toContain('Restart=on-failure');
    expect(text).toContain(`ReadWritePaths="${folder.node('peer0.nh.example').folder}"`);
    expect(text).toContain(`InaccessiblePaths=-"${folder.root}/ca" -"${folder.root}/tlsca"`);
  });

  whereCompose('are taken by Compose (needs docker compose or docker-compose)', async () => {
    const [file = ''] = await write('compose');
    if (compose?.[0] === 'docker-compose') {
      // The older program knows no name of the whole, and wants a version, which the specification has dropped.
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^name: .*$/m, "version: '3.8'"));
    }
    const env = { ...process.env, JANGBU_USER: '1000:1000' };
    const [program = '', ...words] = (compose ?? []).filter((each) => each !== '');
    const args = [...words, '-f', file, 'config', '--quiet'];
    const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8' });
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
  });

  it('of compose start each node without privileges', async () => {
    const [file = ''] = await write('compose');
    const { services } = parse(readFileSync(file, 'utf8')) as { services: Record<string, object> };
    expect(Object.keys(services)).toEqual(['orderer0-nh-example', 'peer0-nh-example']);
    expect(services['peer0-nh-example']).toMatchObject({
      cap_drop: ['ALL'],
      read_only: true,
      restart: 'on-failure',
    });
  });

  it('of Kubernetes are a StatefulSet with storage, probes and keys from a Secret, behind a Service', async () => {
    const [, peer = ''] = await write('kubernetes');
    const objects = parseAllDocuments(readFileSync(peer, 'utf8')).map(
      (each) => each.toJS() as KubernetesObject,
    );
    expect(objects.map(({ kind }) => kind)).toEqual(['ConfigMap', 'ConfigMap', 'Service', 'StatefulSet']);
    expect(objects.at(-1)).toMatchObject({
      metadata: { name: 'peer0-nh-example' },
      spec: {
        serviceName: 'peer0-nh-example',
        template: {
          spec: {
            containers: [{ livenessProbe: { httpGet: { path: '/healthz', port: 9443, scheme: 'HTTPS' } } }],
            volumes: expect.arrayContaining([
              expect.objectContaining({
                secret: expect.objectContaining({ secretName: 'peer0-nh-example-keys' }) as unknown,
              }),
            ]) as unknown,
          },
        },
        volumeClaimTemplates: [{ metadata: { name: 'data' } }],
      },
    });
  });

  /** What Kubernetes' schemas say against objects; nothing where they fit. */
  function problemsOf(objects: readonly unknown[]): string {
    const check = join(__dirname, '..', '..', '..', '..', 'testing', 'check-kubernetes.mjs');
    return execFileSync(process.execPath, [check], { input: JSON.stringify(objects), encoding: 'utf8' });
  }

  it("of Kubernetes fit the schemas of Kubernetes' API", async () => {
    const objects = (await write('kubernetes')).flatMap((file) =>
      parseAllDocuments(readFileSync(file, 'utf8')).map((each) => each.toJS() as KubernetesObject),
    );
    expect(problemsOf(objects)).toBe('');
    const wrong = JSON.parse(
      JSON.stringify(objects).replaceAll('"containerPort":', '"containerPort":"no number","_":'),
    ) as unknown[];
    expect(problemsOf(wrong)).toContain('containerPort must be integer');
  });

  it('are refused as containers where the peer would have to start the contracts itself', async () => {
    const other = await ownFolder('samsung');
    try {
      await expect(write('compose', other)).rejects.toThrow('contracts.mode in member.yaml must be service');
      expect(existsSync(join(out, 'compose'))).toBe(false);
    } finally {
      rmSync(other.root, { recursive: true });
    }
  });
});
