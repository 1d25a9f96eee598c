import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { connect, identityFromFolder, type Ledger } from '@jangbu/client';
import type { ClientRole } from '@jangbu/model';
import { PROGRAM } from '../network/command-line';
import { ROOT } from '../network/networks';
import { writeConnectionProfile, writeOwnProfile } from './connection-profile';
import { MACHINE, tlsRoot, userMsp, type PeerOrganization, type StockLayout } from './network/layout';
import type { StockPrograms } from './network/programs';
import type { StockNetwork } from './network/stock-network';
import { Operator } from './operator';
import type { DeployingPage } from './page';

/** What a member's people are to find. */
export interface MemberSurroundings {
  readonly layout: StockLayout;
  readonly network: StockNetwork;
  readonly programs: StockPrograms;
  readonly page: DeployingPage;
  readonly roles: 'ATTRIBUTE' | 'NODE_OU';
  /** Where its peer finds its contracts as a service. */
  readonly service: string;
}

/** One organisation's people, with its own files: they follow the page. */
export class StockMember {
  readonly id: string;
  readonly organization: PeerOrganization;
  readonly home: string;
  readonly #surroundings: MemberSurroundings;

  constructor(organization: PeerOrganization, surroundings: MemberSurroundings) {
    this.id = organization.name.toLowerCase();
    this.organization = organization;
    this.home = join(surroundings.layout.root, 'home', organization.name);
    this.#surroundings = surroundings;
  }

  /** Makes its folder, with `jangbu` on its path, and the connection profile beside its keys. */
  async settle(): Promise<void> {
    const { layout } = this.#surroundings;
    const jangbu = join(this.home, 'bin', 'jangbu');
    await mkdir(dirname(jangbu), { recursive: true });
    await writeFile(jangbu, `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`);
    await chmod(jangbu, 0o755);
    const common = await writeConnectionProfile(this.organization);
    await writeOwnProfile(this.#profile, common, { member: this.id, channel: layout.channel });
  }

  /** Gives the commands of a block of the page. */
  follow(block: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const { page } = this.#surroundings;
    return new Operator(this.home, { ...this.environment(), ...more }).give(page.block(block));
  }

  /** Whoever acts in a role with nothing but the profile and one identity. */
  as(role: ClientRole): Operator {
    const own = { JANGBU_PROFILE: this.#profile, JANGBU_IDENTITY: this.#identity(role) };
    return new Operator(this.home, { ...this.environment(), ...own });
  }

  /** An application's connection in a role. */
  async connect(role: ClientRole): Promise<Ledger> {
    return connect(this.#profile, await identityFromFolder(this.#identity(role)));
  }

  /** A file in its folder. */
  file(name: string): string {
    return join(this.home, name);
  }

  async write(name: string, text: string): Promise<void> {
    await writeFile(this.file(name), text);
  }

  /** The variables of the page, those that the stock scripts set for `peer`, and a path with the programs. */
  environment(): Record<string, string> {
    const { layout, network, programs, service, roles } = this.#surroundings;
    const { organization, id } = this;
    const folders = [
      join(this.home, 'bin'),
      dirname(process.execPath),
      dirname(programs.peer),
      dirname(programs.client),
    ];
    const others = layout.organizations.filter((each) => each !== organization);
    return {
      ...network.peerEnvironment(organization),
      PATH: [...folders, process.env['PATH'] ?? ''].join(':'),
      HOME: this.home,
      MEMBER: id,
      OTHER: others[0]?.name.toLowerCase() ?? '',
      CHANNEL: layout.channel,
      ORGANIZATION: organization.folder,
      DOMAIN: organization.domain,
      ROLES: roles.toLowerCase().replace('_', '-'),
      JANGBU: ROOT,
      SERVICE: service,
      ORDERER: network.ordererArguments.join(' '),
      ...this.#authority(),
      ...this.#peers(),
    };
  }

  /** Where its CA is, if it has one. */
  #authority(): Record<string, string> {
    const { layout } = this.#surroundings;
    const name = `ca-${this.id}`;
    return {
      FABRIC_CA_CLIENT_HOME: this.organization.folder,
      CA_NAME: name,
      CA_CERTIFICATE: join(layout.root, 'organizations', 'fabric-ca', name, 'ca-cert.pem'),
      CA_ADDRESS: `${MACHINE}:${this.organization.caPort}`,
    };
  }

  #peers(): Record<string, string> {
    const named = this.#surroundings.layout.organizations.map((each, index) => ({
      [`PEER${index + 1}`]: `${MACHINE}:${each.peer.port}`,
      [`TLS_ROOT${index + 1}`]: tlsRoot(each),
    }));
    return Object.assign({}, ...named) as Record<string, string>;
  }

  get #profile(): string {
    return this.file('profile.json');
  }

  #identity(role: ClientRole): string {
    if (role === 'admin') return userMsp(this.organization, 'Admin');
    if (this.#surroundings.roles === 'ATTRIBUTE') return userMsp(this.organization, role);
    return userMsp(this.organization, role === 'operator' || role === 'auditor' ? 'Admin' : 'User1');
  }
}
