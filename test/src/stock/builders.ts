import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../network/networks';
import type { ExternalBuilder } from './network/core-yaml';
import type { DeployingPage } from './page';

/** Where the builders lie that the page names: ours, and the one that Fabric's releases carry. */
const SOURCES: Readonly<Record<string, string>> = {
  jangbu: join(ROOT, 'network', 'builder'),
  ccaas_builder: join(ROOT, 'test', 'src', 'stock', 'ccaas-builder'),
};

/**
 * The builders of a peer's `core.yaml` as the page has them, copied to where this machine may have them.
 *
 * @param folder where to
 */
export async function placeBuilders(
  page: DeployingPage,
  folder: string,
): Promise<readonly ExternalBuilder[]> {
  const { externalBuilders } = page.content('builders') as { externalBuilders: readonly ExternalBuilder[] };
  return Promise.all(
    externalBuilders.map(async (builder) => {
      const path = join(folder, builder.name);
      await cp(SOURCES[builder.name] ?? '', path, { recursive: true });
      return { ...builder, path };
    }),
  );
}
