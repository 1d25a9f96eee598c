import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { ConsortiumDefinition, Member } from '../consortium/consortium';
import type { Progress } from '../long-work/progress';
import { removeAbandoned } from './folders';
import { inspectMember, type Finding } from './inspection';
import { makeMaterial } from './material';

const phase = 'identities';
const dayMs = 24 * 60 * 60_000;

/** Keys and certificates are there, but can't be what the network was started with. Nothing was changed. */
export class IdentityFilesError extends Error {
  override readonly name = 'IdentityFilesError';

  /** @param problems each file that is not as it should be, and what is wrong with it */
  constructor(readonly problems: readonly { readonly file: string; readonly problem: string }[]) {
    const first = problems[0];
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    super(
      `${first?.file ?? 'a certificate'} cannot be used: ${first?.problem ?? 'unknown'}${more}. ` +
        'Put the file back from a copy, or begin anew without this state folder.',
    );
  }
}

/** How the certificates of all members stand. */
export interface IdentityStatus {
  /** Certificates that are sound. */
  readonly sound: number;
  /** Files not made yet. */
  readonly missing: readonly string[];
  readonly broken: readonly { readonly file: string; readonly problem: string }[];
  /** Certificates that end within the warning period, or have ended; the earliest first. */
  readonly expiring: readonly { readonly member: string; readonly file: string; readonly notAfter: Date }[];
}

/**
 * Makes the keys and certificates that members lack, and keeps every one that is there. Safe to interrupt and
 * to run twice at once: each member's CA, node and client folders are made whole or not at all.
 *
 * @param consortium says which consenters each member owns
 * @param stateDir the folder below which they stand; made if need be
 * @param progress hears of each member for whom something was made
 * @param of the members to make them for: on a member's own host, itself alone; all unless given
 * @throws IdentityFilesError when something that is there does not fit; nothing is made then
 */
export async function ensureIdentities(
  consortium: ConsortiumDefinition,
  stateDir: string,
  progress: Progress,
  of: readonly Member[] = consortium.members,
): Promise<void> {
  const root = join(stateDir, 'members');
  await mkdir(root, { recursive: true });
  await removeAbandoned(root);
  const findings = await inspectAll(consortium, of, stateDir);
  const broken = findings.filter((finding) => finding.state === 'broken');
  if (broken.length > 0) {
    throw new IdentityFilesError(broken.map(({ file, problem }) => ({ file, problem })));
  }
  const lacking = new Set(findings.filter(({ state }) => state === 'missing').map(({ member }) => member));
  const members = of.filter(({ id }) => lacking.has(id));
  const now = new Date();
  for (const [index, member] of members.entries()) {
    await makeMaterial(consortium, member, stateDir, now);
    const text = `keys and certificates of ${member.name.en}`;
    progress({ phase, text, done: index + 1, total: members.length });
  }
}

/**
 * Looks at members' certificates and changes nothing.
 *
 * @param consortium says which consenters each member owns
 * @param stateDir the folder below which they stand
 * @param options now: the time to judge by; days: how long before its end a certificate is called expiring;
 *   of: the members to look at, all unless given
 */
export async function identityStatus(
  consortium: ConsortiumDefinition,
  stateDir: string,
  {
    now = new Date(),
    days = 60,
    of = consortium.members,
  }: { readonly now?: Date; readonly days?: number; readonly of?: readonly Member[] } = {},
): Promise<IdentityStatus> {
  const findings = await inspectAll(consortium, of, stateDir);
  const sound = findings.filter((finding) => finding.state === 'sound');
  return {
    sound: sound.length,
    missing: findings.filter(({ state }) => state === 'missing').map(({ file }) => file),
    broken: findings
      .filter((finding) => finding.state === 'broken')
      .map(({ file, problem }) => ({ file, problem })),
    expiring: sound
      .filter(({ notAfter }) => notAfter.getTime() - now.getTime() < days * dayMs)
      .sort((a, b) => a.notAfter.getTime() - b.notAfter.getTime())
      .map(({ member, file, notAfter }) => ({ member, file, notAfter })),
  };
}

async function inspectAll(
  consortium: ConsortiumDefinition,
  members: readonly Member[],
  stateDir: string,
): Promise<readonly Finding[]> {
  return (await Promise.all(members.map((member) => inspectMember(consortium, member, stateDir)))).flat();
}
