import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startNode } from '@jangbu/network';
import { stringify } from 'yaml';
import { MACHINE } from './layout';
import { runProgram } from './run-program';
import { untilDone } from './until-done';

const REGISTRAR = { user: 'admin', password: 'adminpw' };

/** Where one organisation's CA stands, and what it is called. */
export interface AuthorityPlace {
  readonly name: string;
  /** Its own folder: database and key. */
  readonly folder: string;
  readonly port: number;
  readonly operationsPort: number;
  /** Where its administrator enrols. */
  readonly clientHome: string;
}

/** Whom a CA is to know. */
export interface Registration {
  readonly name: string;
  readonly type: 'client' | 'peer' | 'orderer' | 'admin';
}

/** Fabric CA's two programs. */
export interface AuthorityPrograms {
  readonly server: string;
  readonly client: string;
}

/** One organisation's CA, as the stock scripts start and ask it; what stops a network stops it by its `pid.json`. */
export class CertificateAuthority {
  readonly #place: AuthorityPlace;
  readonly #programs: AuthorityPrograms;

  constructor(place: AuthorityPlace, programs: AuthorityPrograms) {
    this.#place = place;
    this.#programs = programs;
  }

  /** PEM file by which it is recognised, and which is the root of all that it issues. */
  get certificate(): string {
    return join(this.#place.folder, 'ca-cert.pem');
  }

  /** Starts it and enrols its administrator. */
  async start(): Promise<void> {
    const { folder, name, port, operationsPort, clientHome } = this.#place;
    await mkdir(folder, { recursive: true });
    startNode({
      node: name,
      program: this.#programs.server,
      args: ['start', '-b', `${REGISTRAR.user}:${REGISTRAR.password}`],
      environment: {
        FABRIC_CA_HOME: folder,
        FABRIC_CA_SERVER_CA_NAME: name,
        FABRIC_CA_SERVER_TLS_ENABLED: 'true',
        FABRIC_CA_SERVER_PORT: String(port),
        FABRIC_CA_SERVER_ADDRESS: '127.0.0.1',
        FABRIC_CA_SERVER_CSR_HOSTS: MACHINE,
        FABRIC_CA_SERVER_OPERATIONS_LISTENADDRESS: `127.0.0.1:${operationsPort}`,
      },
      folder,
      log: join(folder, 'log'),
      pidFile: join(folder, 'pid.json'),
    });
    await mkdir(clientHome, { recursive: true });
    await untilDone(() => this.#enroll(REGISTRAR.user, REGISTRAR.password, []));
    await this.#describe(join(clientHome, 'msp'));
    const tlsRoots = join(clientHome, 'msp', 'tlscacerts');
    await mkdir(tlsRoots, { recursive: true });
    await cp(this.certificate, join(tlsRoots, 'ca.crt'));
  }

  /** `fabric-ca-client register`: the secret is the name with `pw` behind it. */
  async register({ name, type }: Registration): Promise<void> {
    const identity = ['--id.name', name, '--id.secret', `${name}pw`, '--id.type', type];
    await this.#client(['register', '--caname', this.#place.name, ...identity]);
  }

  /** Enrols a signing identity into an MSP folder. */
  async enrollMsp(name: string, msp: string): Promise<void> {
    await this.#enroll(name, `${name}pw`, ['-M', msp]);
    await this.#describe(msp);
  }

  /** Enrols a TLS certificate for a host, and puts it where nodes look for it: `server.crt`, `server.key`, `ca.crt`. */
  async enrollTls(name: string, host: string, folder: string): Promise<void> {
    const hosts = ['--csr.hosts', host, '--csr.hosts', MACHINE];
    await this.#enroll(name, `${name}pw`, ['-M', folder, '--enrollment.profile', 'tls', ...hosts]);
    await copyOnly(join(folder, 'tlscacerts'), join(folder, 'ca.crt'));
    await copyOnly(join(folder, 'signcerts'), join(folder, 'server.crt'));
    await copyOnly(join(folder, 'keystore'), join(folder, 'server.key'));
  }

  async #enroll(user: string, password: string, args: readonly string[]): Promise<void> {
    const { port, name } = this.#place;
    const url = `https://${user}:${password}@${MACHINE}:${port}`;
    await this.#client(['enroll', '-u', url, '--caname', name, ...args]);
  }

  async #client(args: readonly string[]): Promise<void> {
    await runProgram(this.#programs.client, [...args, '--tls.certfiles', this.certificate], {
      FABRIC_CA_CLIENT_HOME: this.#place.clientHome,
    });
  }

  /** Node OUs: which organisational unit makes a certificate whose. */
  async #describe(msp: string): Promise<void> {
    const [file = ''] = await readdir(join(msp, 'cacerts'));
    const unit = (name: string): object => ({
      Certificate: `cacerts/${file}`,
      OrganizationalUnitIdentifier: name,
    });
    const NodeOUs = {
      Enable: true,
      ClientOUIdentifier: unit('client'),
      PeerOUIdentifier: unit('peer'),
      AdminOUIdentifier: unit('admin'),
      OrdererOUIdentifier: unit('orderer'),
    };
    await writeFile(join(msp, 'config.yaml'), stringify({ NodeOUs }));
  }
}

async function copyOnly(folder: string, target: string): Promise<void> {
  const [file, ...others] = await readdir(folder);
  if (file === undefined || others.length > 0) throw new Error(`one file is expected in ${folder}`);
  await cp(join(folder, file), target);
}
