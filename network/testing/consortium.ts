import { join } from 'node:path';

import type { ConsortiumDefinition, Member } from '../src/consortium/consortium';
import { loadConsortium } from '../src/consortium/consortium-file';

const folder = join(__dirname, '..', '..');

/** The consortium file with three members that ships with this package. */
export async function smallConsortium(): Promise<ConsortiumDefinition> {
  return loadConsortium(join(folder, 'consortium.small.yaml'));
}

/** KOFIA and the 21 firms. */
export async function fullConsortium(): Promise<ConsortiumDefinition> {
  return loadConsortium(join(folder, 'consortium.yaml'));
}

/** So many invented members. */
export function inventedMembers(count: number): readonly Member[] {
  return Array.from({ length: count }, (_, number) => ({
    id: `firm${number}`,
    mspId: `Firm${number}MSP`,
    name: { en: `Firm ${number}`, ko: `회사 ${number}` },
    domain: `firm${number}.jangbu.example`,
    lei: '',
    leiMadeUp: true,
    roles: [],
  }));
}
