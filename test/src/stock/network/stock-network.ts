import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startNode, stopNode } from '@jangbu/network';
import type { Combination } from './combination';
import { writeGenesis } from './configtx';
import { coreYaml, type ExternalBuilder } from './core-yaml';
import { generateKeys } from './cryptogen';
import { enrollKeys } from './enrolled-keys';
import {
  MACHINE,
  stockLayout,
  tlsRoot,
  userMsp,
  type OrdererPlace,
  type PeerOrganization,
  type StockLayout,
} from './layout';
import { ordererYaml } from './orderer-yaml';
import type { StockPrograms } from './programs';
import { ProgramFailed, runProgram } from './run-program';
import { untilDone } from './until-done';

const GRACE_MS = 5_000;

/** What of its peers' surroundings a test decides. */
export interface PeerSurroundings {
  readonly builders: readonly ExternalBuilder[];
  /** By organisation: variables that its peer's environment has, for the builders. */
  readonly environment?: Readonly<
    Partial<Record<PeerOrganization['name'], Readonly<Record<string, string>>>>
  >;
}

/** A network of two organisations, made as the stock scripts make it: without Docker, of plain processes. */
export class StockNetwork {
  readonly layout: StockLayout;
  readonly #combination: Combination;
  readonly #programs: StockPrograms;

  /** @param root where it stands; what is left of an earlier one is stopped and removed by `up` */
  constructor(root: string, combination: Combination & { basePort: number }, programs: StockPrograms) {
    this.layout = stockLayout(root, combination, combination.basePort);
    this.#combination = combination;
    this.#programs = programs;
  }

  /**
   * From nothing to a channel that both organisations' peers have joined.
   *
   * @param prepare makes what the peers are to find, once what is left of an earlier network has been removed
   */
  async up(prepare: () => Promise<PeerSurroundings>): Promise<void> {
    await this.down();
    const { layout } = this;
    await rm(layout.root, { recursive: true, force: true });
    const peers = await prepare();
    if (this.#combination.authority === 'cryptogen') await generateKeys(layout, this.#programs.cryptogen);
    else await enrollKeys(layout, this.#programs);
    await writeGenesis(layout, this.#combination, this.#programs.configtxgen, this.genesisBlock);
    const block = this.genesisBlock;
    for (const orderer of layout.ordering.orderers) await this.#startOrderer(orderer);
    for (const organization of layout.organizations) await this.#startPeer(organization, peers);
    for (const orderer of layout.ordering.orderers) await this.#joinOrderer(orderer, block);
    for (const organization of layout.organizations) {
      await untilDone(() => this.peer(organization, ['channel', 'join', '-b', block]));
    }
  }

  /** Stops all that runs of it, also what a process that was killed has left. */
  async down(): Promise<void> {
    const { organizations, ordering } = this.layout;
    const nodes = [...organizations.map(({ peer }) => peer), ...ordering.orderers];
    await Promise.all(nodes.map(({ host }) => stopNode(this.#node(host).pidFile, GRACE_MS)));
    const names = ['ca-org1', 'ca-org2', 'ca-orderer'];
    const pidFile = (name: string): string =>
      join(this.layout.root, 'organizations', 'fabric-ca', name, 'pid.json');
    await Promise.all(names.map((name) => stopNode(pidFile(name), GRACE_MS)));
  }

  /**
   * Runs the `peer` program as the admin of an organisation, as its operator would.
   *
   * @returns what it printed
   */
  async peer(organization: PeerOrganization, args: readonly string[]): Promise<string> {
    return runProgram(this.#programs.peer, args, this.peerEnvironment(organization));
  }

  /** The variables that the stock scripts set before they call `peer` for an organisation. */
  peerEnvironment(organization: PeerOrganization): Record<string, string> {
    const { mspId, peer } = organization;
    return {
      FABRIC_CFG_PATH: dirname(this.#node(peer.host).config),
      FABRIC_LOGGING_SPEC: 'error',
      CORE_PEER_TLS_ENABLED: 'true',
      CORE_PEER_LOCALMSPID: mspId,
      CORE_PEER_TLS_ROOTCERT_FILE: tlsRoot(organization),
      CORE_PEER_MSPCONFIGPATH: userMsp(organization, 'Admin'),
      CORE_PEER_ADDRESS: `${MACHINE}:${peer.port}`,
    };
  }

  /** What the `peer` program is told of the consenters. */
  get ordererArguments(): readonly string[] {
    const [first] = this.layout.ordering.orderers;
    const address = `${MACHINE}:${first?.port ?? 0}`;
    const name = ['--ordererTLSHostnameOverride', first?.host ?? ''];
    return ['-o', address, ...name, '--tls', '--cafile', tlsRoot(this.layout.ordering)];
  }

  /** The channel's first block. */
  get genesisBlock(): string {
    return join(this.layout.root, 'channel-artifacts', `${this.layout.channel}.block`);
  }

  #node(host: string): {
    readonly config: string;
    readonly data: string;
    readonly log: string;
    readonly pidFile: string;
  } {
    const folder = join(this.layout.root, 'nodes', host);
    const config = join(folder, host.startsWith('peer') ? 'core.yaml' : 'orderer.yaml');
    return {
      config,
      data: join(folder, 'data'),
      log: join(folder, 'log'),
      pidFile: join(folder, 'pid.json'),
    };
  }

  async #start(
    host: string,
    text: string,
    command: { readonly program: string; readonly args: readonly string[] },
    environment: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const { config, log, pidFile } = this.#node(host);
    const folder = dirname(config);
    await mkdir(folder, { recursive: true });
    await writeFile(config, text);
    startNode({
      ...command,
      node: host,
      environment: { FABRIC_CFG_PATH: folder, FABRIC_LOGGING_SPEC: 'info:grpc=error', ...environment },
      folder,
      log,
      pidFile,
    });
  }

  async #startOrderer(orderer: OrdererPlace): Promise<void> {
    const { host } = orderer;
    const text = ordererYaml(orderer, this.layout.ordering.mspId, this.#node(host).data);
    await this.#start(host, text, { program: this.#programs.orderer, args: [] });
  }

  async #startPeer(organization: PeerOrganization, surroundings: PeerSurroundings): Promise<void> {
    const { host } = organization.peer;
    const text = coreYaml(organization, this.#node(host).data, surroundings.builders);
    const command = { program: this.#programs.peer, args: ['node', 'start'] };
    await this.#start(host, text, command, surroundings.environment?.[organization.name]);
  }

  async #joinOrderer({ adminPort, folder }: OrdererPlace, block: string): Promise<void> {
    const tls = [
      '--client-cert',
      join(folder, 'tls', 'server.crt'),
      '--client-key',
      join(folder, 'tls', 'server.key'),
    ];
    const where = ['-o', `${MACHINE}:${adminPort}`, '--ca-file', tlsRoot(this.layout.ordering), ...tls];
    await untilDone(async () => {
      const said = await runProgram(this.#programs.osnadmin, [
        ...['channel', 'join', '--channelID', this.layout.channel, '--config-block', block],
        ...where,
      ]);
      if (!said.includes('Status: 201')) throw new ProgramFailed(said);
    });
  }
}
