import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../network/networks';
import type { ExternalBuilder } from './network/core-yaml';

/** Variables of the peer's environment that our builder reads: see `network/builder/bin/release`. */
const OUR_VARIABLES = [
  'JANGBU_CHAINCODE_ADDRESS',
  'JANGBU_CHAINCODE_TLS_ROOT',
  'JANGBU_CHAINCODE_TLS_CERT',
  'JANGBU_CHAINCODE_TLS_KEY',
  'JANGBU_CHAINCODE_NODE_OPTIONS',
];

/** Copies our external builder to where a peer may find it, as docs/deploying.md says. */
export async function placeOurBuilder(folder: string): Promise<ExternalBuilder> {
  await cp(join(ROOT, 'network', 'builder'), folder, { recursive: true });
  return { name: 'jangbu', path: folder, propagateEnvironment: OUR_VARIABLES };
}

/** The builder for chaincode as a service, as Fabric's releases bring one and their `core.yaml` names it. */
export const SERVICE_BUILDER: ExternalBuilder = {
  name: 'ccaas_builder',
  path: join(ROOT, 'test', 'src', 'stock', 'ccaas-builder'),
  propagateEnvironment: ['CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG'],
};
