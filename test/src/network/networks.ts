import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadConsortium } from '@jangbu/network';
import type { NetworkContext } from 'jangbu';

/** The tree's own folder. */
export const ROOT = resolve(__dirname, '..', '..', '..');

/** Linux gives the ports from here on to outgoing connections: a restarted node could find its own taken. */
const FIRST_EPHEMERAL = 32_768;
const PORTS_OF_A_NETWORK = 302;

/** A network by a consortium file of its own on ports of its own, with a state folder beside it. */
async function networkBy(text: string, name: string, base: number): Promise<NetworkContext> {
  if (base + PORTS_OF_A_NETWORK > FIRST_EPHEMERAL)
    throw new Error(`ports from ${base} on are not ours to keep`);
  const folder = join(ROOT, '.jangbu');
  await mkdir(folder, { recursive: true });
  const consortiumFile = join(folder, `test-${name}.yaml`);
  await writeFile(consortiumFile, text);
  return {
    consortium: await loadConsortium(consortiumFile),
    consortiumFile,
    stateDir: join(folder, `test-${name}`),
  };
}

async function copyOf(shipped: string, name: string, base: number): Promise<NetworkContext> {
  const text = await readFile(join(ROOT, 'network', shipped), 'utf8');
  return networkBy(text.replace(/^ports: .*$/m, `ports: { base: ${base} }`), name, base);
}

/** The network that all tests share, of all members, on ports of its own. Nobody moves its day or kills its nodes. */
export function sharedNetwork(): Promise<NetworkContext> {
  return copyOf('consortium.yaml', 'shared', 21_000);
}

/** As {@link smallNetwork}, but with days by the clock: a list without the word for free time. */
export async function smallNetworkByTheClock(name: string, base: number): Promise<NetworkContext> {
  const context = await smallNetwork(name, base);
  const { consortiumFile } = context;
  const text = await readFile(consortiumFile, 'utf8');
  await writeFile(consortiumFile, text.replace(/^time: FREE$/m, ''));
  return { ...context, consortium: await loadConsortium(consortiumFile) };
}

/** A network of all members on ports of its own, for what moves its day. */
export function fullNetwork(name: string, base: number): Promise<NetworkContext> {
  return copyOf('consortium.yaml', name, base);
}

/** A network of three members, for tests that kill nodes or move the day: each names its own. */
export function smallNetwork(name: string, base: number): Promise<NetworkContext> {
  return copyOf('consortium.small.yaml', name, base);
}

/**
 * A network of some of the shipped members, with the ledger roles given here.
 *
 * @param roles by the member's id
 */
export async function networkOf(
  roles: Readonly<Record<string, readonly string[]>>,
  name: string,
  base: number,
): Promise<NetworkContext> {
  const shipped = await loadConsortium(join(ROOT, 'network', 'consortium.yaml'));
  const members = shipped.members
    .filter(({ id }) => Object.hasOwn(roles, id))
    .map((member) => ({ ...member, roles: roles[member.id] }));
  // JSON is YAML.
  return networkBy(JSON.stringify({ ...shipped, ports: { base }, members }), name, base);
}
