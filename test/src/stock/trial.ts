import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, identityFromFolder, type Ledger } from '@jangbu/client';
import type { ClientRole } from '@jangbu/model';
import { placeOurBuilder, SERVICE_BUILDER } from './builders';
import { writeConnectionProfile } from './connection-profile';
import { ContractService } from './contract-service';
import { deployByHand, type MadePackage } from './contracts-by-hand';
import { MEMBERS, writeFounders } from './founders';
import type { Combination } from './network/combination';
import { userMsp, type PeerOrganization } from './network/layout';
import type { StockPrograms } from './network/programs';
import { StockNetwork } from './network/stock-network';
import { jangbu, Operator } from './operator';

/** A network, and the path by which the contracts get onto it. */
export interface TrialPlan extends Combination {
  readonly basePort: number;
  readonly packageType: 'node' | 'ccaas';
  /** Who starts the contracts. Those of a `ccaas` package are always a service. */
  readonly contracts: 'PEER' | 'SERVICE';
  /** Who installs, approves and commits: Fabric's `peer lifecycle`, or `jangbu chaincode`. */
  readonly deployedBy: 'peer' | 'jangbu';
}

/** Two organisations on a stock network, each with what it has made and started itself. */
export class StockTrial {
  readonly network: StockNetwork;
  readonly #plan: TrialPlan;
  readonly #home: string;
  readonly #services = new Map<PeerOrganization, ContractService>();
  readonly #profiles = new Map<PeerOrganization, string>();

  constructor(root: string, plan: TrialPlan, programs: StockPrograms) {
    this.network = new StockNetwork(root, plan, programs);
    this.#plan = plan;
    this.#home = join(root, 'home');
    const { organizations, sparePort } = this.network.layout;
    organizations.forEach((organization, index) => {
      const folder = join(root, 'services', organization.name);
      this.#services.set(organization, new ContractService(folder, sparePort + index));
    });
  }

  /** The two, in their order. */
  get organizations(): readonly [PeerOrganization, PeerOrganization] {
    return this.network.layout.organizations;
  }

  /** Where roles are read: `cryptogen` writes no attributes. */
  get roles(): 'ATTRIBUTE' | 'NODE_OU' {
    return this.#plan.authority === 'cryptogen' ? 'NODE_OU' : 'ATTRIBUTE';
  }

  /** Brings the network up, without contracts. */
  async up(): Promise<void> {
    const { root, channel } = this.network.layout;
    await this.down();
    const ours = join(root, '..', 'stock-builder');
    const [first, second] = this.organizations;
    const environment = {
      [first.name]: this.#peerEnvironment(first),
      [second.name]: this.#peerEnvironment(second),
    };
    await this.network.up({ builders: [await placeOurBuilder(ours), SERVICE_BUILDER], environment });
    await mkdir(this.#home, { recursive: true });
    for (const [index, organization] of this.organizations.entries()) {
      const member = MEMBERS[index] ?? '';
      this.#profiles.set(organization, await writeConnectionProfile(organization, { member, channel }));
    }
  }

  async down(): Promise<void> {
    await Promise.all([...this.#services.values()].map((service) => service.stop()));
    await this.network.down();
  }

  /** A file in the folder in which the commands are given. */
  file(name: string): string {
    return join(this.#home, name);
  }

  async writeText(name: string, text: string): Promise<string> {
    await writeFile(this.file(name), text);
    return this.file(name);
  }

  /** Gives a command that needs no ledger. */
  command(...args: readonly string[]): Promise<string> {
    return jangbu(this.#home, args);
  }

  /** What both agree on, in a file. */
  founders(): Promise<string> {
    return writeFounders(this.network.layout);
  }

  /** Who acts for an organisation in a role. */
  operator(organization: PeerOrganization, role: ClientRole): Operator {
    return new Operator(this.#profile(organization), this.#identity(organization, role), this.#home);
  }

  /** An application's connection for an organisation in a role. */
  async connect(organization: PeerOrganization, role: ClientRole): Promise<Ledger> {
    return connect(this.#profile(organization), await identityFromFolder(this.#identity(organization, role)));
  }

  /** Packages the contracts for one organisation, as it would by itself. */
  async package(organization: PeerOrganization, founding: string): Promise<MadePackage> {
    const file = this.file(`jangbu-${organization.name}.tar.gz`);
    const { packageType } = this.#plan;
    const type = packageType === 'node' ? [] : ['--type', 'ccaas', '--address', '{{.address}}'];
    const made = await this.command(
      ...['chaincode', 'package', '--founding', founding, '--out', file, '--json'],
      ...type,
    );
    const { packageId } = JSON.parse(made) as { packageId: string };
    return { file, packageId };
  }

  /** Puts the packages into force, by the path of this trial. */
  async deploy(packages: ReadonlyMap<PeerOrganization, MadePackage>, founding: string): Promise<void> {
    if (this.#plan.contracts === 'SERVICE') {
      for (const [organization, { packageId }] of packages) {
        await this.#services.get(organization)?.start(packageId, founding);
      }
    }
    if (this.#plan.deployedBy === 'peer') await deployByHand(this.network, packages);
    else await this.#deployByCommand(packages);
  }

  async #deployByCommand(packages: ReadonlyMap<PeerOrganization, MadePackage>): Promise<void> {
    for (const [organization, { file, packageId }] of packages) {
      const admin = this.operator(organization, 'admin');
      await admin.ledger('chaincode', 'install', file);
      await admin.ledger('chaincode', 'approve', '--package-id', packageId);
    }
    await this.operator(this.organizations[0], 'admin').ledger('chaincode', 'commit');
  }

  /** The last lines of an organisation's peer, for a failure's message. */
  async peerLog(organization: PeerOrganization): Promise<string> {
    const text = await readFile(this.network.logOf(organization.peer.host), 'utf8');
    return text.split('\n').slice(-40).join('\n');
  }

  #peerEnvironment(organization: PeerOrganization): Record<string, string> {
    const address = this.#services.get(organization)?.address ?? '';
    if (this.#plan.contracts === 'PEER') return {};
    return this.#plan.packageType === 'ccaas'
      ? { CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG: JSON.stringify({ address }) }
      : { JANGBU_CHAINCODE_ADDRESS: address };
  }

  #profile(organization: PeerOrganization): string {
    return this.#profiles.get(organization) ?? '';
  }

  #identity(organization: PeerOrganization, role: ClientRole): string {
    if (role === 'admin') return userMsp(organization, 'Admin');
    if (this.roles === 'ATTRIBUTE') return userMsp(organization, role);
    return userMsp(organization, role === 'operator' || role === 'auditor' ? 'Admin' : 'User1');
  }
}
