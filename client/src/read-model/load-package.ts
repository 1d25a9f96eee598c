import { createRequire } from 'node:module';
import { ReadModelError } from '../core/errors/read-model-error';

/**
 * Loads an optional package when it is first needed, so that applications without a read model need
 * not install it.
 *
 * @throws ReadModelError `PACKAGE_MISSING`
 */
export function loadPackage(name: string): unknown {
  try {
    return createRequire(__filename)(name);
  } catch (cause) {
    const says = `the read model needs the package ${name}: npm install ${name}`;
    throw new ReadModelError('PACKAGE_MISSING', says, { cause });
  }
}
