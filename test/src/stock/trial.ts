import { join } from 'node:path';
import { placeBuilders } from './builders';
import { ContractService } from './contract-service';
import { StockMember } from './member';
import type { Combination } from './network/combination';
import { MACHINE, type PeerOrganization } from './network/layout';
import type { StockPrograms } from './network/programs';
import { StockNetwork } from './network/stock-network';
import { DeployingPage } from './page';

/** A network, and the path by which the contracts get onto it. */
export interface TrialPlan extends Combination {
  readonly basePort: number;
  readonly packageType: 'node' | 'ccaas';
  /** Who starts the contracts. Those of a `ccaas` package are always a service. */
  readonly contracts: 'PEER' | 'SERVICE';
  /** Who installs, approves and commits: Fabric's `peer lifecycle`, or `jangbu chaincode`. */
  readonly deployedBy: 'peer' | 'jangbu';
}

/** Two organisations on a stock network that follow docs/deploying.md. */
export class StockTrial {
  readonly page = new DeployingPage();
  readonly network: StockNetwork;
  /** The two, in their order. */
  readonly members: readonly [StockMember, StockMember];
  readonly #plan: TrialPlan;
  readonly #services: readonly ContractService[];

  constructor(root: string, plan: TrialPlan, programs: StockPrograms) {
    this.#plan = plan;
    this.network = new StockNetwork(root, plan, programs);
    const { layout } = this.network;
    const memberOf = (organization: PeerOrganization): StockMember =>
      new StockMember(organization, {
        ...{ layout, network: this.network, programs, page: this.page, roles: this.roles },
        service: this.#serviceAddress(organization),
      });
    const [first, second] = layout.organizations;
    this.members = [memberOf(first), memberOf(second)];
    this.#services = layout.organizations.map(
      ({ name }) => new ContractService(join(root, 'services', name)),
    );
  }

  /** Where roles are read: `cryptogen` writes no attributes. */
  get roles(): 'ATTRIBUTE' | 'NODE_OU' {
    return this.#plan.authority === 'cryptogen' ? 'NODE_OU' : 'ATTRIBUTE';
  }

  /** Brings the network up, without contracts. */
  async up(): Promise<void> {
    // Those of a trial that was killed; the network stops its own nodes.
    await this.#stopServices();
    const { layout } = this.network;
    const environment = Object.fromEntries(
      layout.organizations.map((each) => [each.name, this.#peerEnvironment(each)]),
    );
    await this.network.up(async () => ({
      builders: await placeBuilders(this.page, join(layout.root, 'builders')),
      environment,
    }));
    for (const member of this.members) await member.settle();
  }

  async down(): Promise<void> {
    await this.#stopServices();
    await this.network.down();
  }

  async #stopServices(): Promise<void> {
    await Promise.all(this.#services.map((service) => service.stop()));
  }

  /** Packages the contracts, and puts them into force: each organisation for itself, by the path of this trial. */
  async deploy(): Promise<void> {
    const { packageType, contracts, deployedBy } = this.#plan;
    for (const [index, member] of this.members.entries()) {
      await member.follow(`package ${packageType}`);
      if (contracts === 'SERVICE')
        this.#services[index]?.start(this.page.block('service'), member.environment(), member.home);
      await member.follow(deployedBy === 'peer' ? 'approve by hand' : 'approve');
    }
    await this.members[0].follow(deployedBy === 'peer' ? 'commit by hand' : 'commit');
  }

  #serviceAddress(organization: PeerOrganization): string {
    const { sparePort, organizations } = this.network.layout;
    return `${MACHINE}:${sparePort + organizations.indexOf(organization)}`;
  }

  #peerEnvironment(organization: PeerOrganization): Record<string, string> {
    if (this.#plan.contracts === 'PEER') return {};
    const address = this.#serviceAddress(organization);
    return this.#plan.packageType === 'ccaas'
      ? { CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG: JSON.stringify({ address }) }
      : { JANGBU_CHAINCODE_ADDRESS: address };
  }
}
