import { mkdir } from 'node:fs/promises';

import type { ConsortiumDefinition } from '../consortium/consortium';
import { NetworkError } from '../errors/network-error';
import type { Progress } from '../long-work/progress';
import { removeAbandoned } from './folders';
import { inspectMember, type Finding } from './inspection';
import { authorityAway, makeMaterial } from './material';
import { developmentMaterial, membersFolder, type MemberMaterial } from './member-material';

const phase = 'identities';
const dayMs = 24 * 60 * 60_000;

const advice: Readonly<Record<MemberMaterial['source'], string>> = {
  'the consortium file': 'Put the file back from a copy, or begin anew without this state folder.',
  'member.yaml':
    'Put the file back from a copy, or member.yaml as it was. A peer of another address gets new certificates: put its folder in peers/ away, then `jangbu member keys`.',
};

/** Keys and certificates are there, but can't be what the network was started with. Nothing was changed. */
export class IdentityFilesError extends Error {
  override readonly name = 'IdentityFilesError';

  /**
   * @param problems each file that is not as it should be, and what is wrong with it
   * @param source what says which nodes there are, as in {@link MemberMaterial}
   */
  constructor(
    readonly problems: readonly { readonly file: string; readonly problem: string }[],
    source: MemberMaterial['source'],
  ) {
    const first = problems[0];
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    super(
      `${first?.file ?? 'a certificate'} cannot be used: ${first?.problem ?? 'unknown'}${more}. ` +
        advice[source],
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
  /** Keys of CAs that are kept elsewhere: nothing can be issued until they are brought back. */
  readonly away: readonly string[];
  /** Certificates that end within the warning period, or have ended; the earliest first. */
  readonly expiring: readonly CertificateEnd[];
  /** Of all that are sound, the one that ends first. */
  readonly firstEnd?: CertificateEnd;
}

/** When a certificate ends. */
export interface CertificateEnd {
  readonly member: string;
  readonly file: string;
  readonly notAfter: Date;
}

/**
 * Makes the keys and certificates that members of a development network lack; see {@link ensureMaterial}.
 *
 * @param consortium says which consenters each member owns
 * @param stateDir the folder below which they stand; made if need be
 * @param progress hears of each member for whom something was made
 * @throws IdentityFilesError when something that is there does not fit; nothing is made then
 */
export async function ensureIdentities(
  consortium: ConsortiumDefinition,
  stateDir: string,
  progress: Progress,
): Promise<void> {
  const materials = consortium.members.map((member) => developmentMaterial(consortium, member, stateDir));
  await mkdir(membersFolder(stateDir), { recursive: true });
  await ensureMaterial(materials, progress);
}

/**
 * Makes the keys and certificates that members lack, and keeps every one that is there. Safe to interrupt and
 * to run twice at once: each member's CA, node and client folders are made whole or not at all.
 *
 * @param materials on a member's own host, its own alone
 * @param progress hears of each member for whom something was made
 * @throws IdentityFilesError when something that is there does not fit; nothing is made then
 */
export async function ensureMaterial(
  materials: readonly MemberMaterial[],
  progress: Progress,
): Promise<void> {
  for (const workshop of new Set(materials.map((each) => each.workshop))) await removeAbandoned(workshop);
  const findings = await inspectAll(materials);
  const broken = findings.filter((finding) => finding.state === 'broken');
  if (broken.length > 0) {
    const [source = 'the consortium file'] = materials.map((each) => each.source);
    throw new IdentityFilesError(
      broken.map(({ file, problem }) => ({ file, problem })),
      source,
    );
  }
  const lacking = new Set(findings.filter(({ state }) => state === 'missing').map(({ member }) => member));
  const incomplete = materials.filter(({ member }) => lacking.has(member.id));
  requireIssuedHere(incomplete);
  requireAuthorities(findings);
  const now = new Date();
  for (const [index, material] of incomplete.entries()) {
    await makeMaterial(material, now);
    const text = `keys and certificates of ${material.member.name.en}`;
    progress({ phase, text, done: index + 1, total: incomplete.length });
  }
}

function requireIssuedHere(incomplete: readonly MemberMaterial[]): void {
  const elsewhere = incomplete.find(({ issued }) => issued === 'elsewhere');
  if (elsewhere === undefined) return;
  throw new NetworkError(
    'CERTIFICATES_MISSING',
    `some certificates of ${elsewhere.member.id} are not there, and come from its own CA: enrol, and call again`,
  );
}

/** A CA's key may be kept elsewhere, until something is to be issued. */
function requireAuthorities(findings: readonly Finding[]): void {
  const away = awayOf(findings);
  for (const finding of findings) {
    if (finding.state !== 'missing' || finding.issuer === undefined) continue;
    if (away.includes(finding.issuer.key)) throw authorityAway(finding.issuer, finding.file);
  }
}

function awayOf(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap((finding) =>
    finding.state === 'sound' && finding.away !== undefined ? [finding.away] : [],
  );
}

/** By which time certificates are judged. */
export interface StatusOptions {
  /** The time to judge by; now unless given. */
  readonly now?: Date;
  /** How long before its end a certificate is called expiring; 60 unless given. */
  readonly days?: number;
}

/**
 * Looks at the certificates of a development network's members and changes nothing.
 *
 * @param consortium says which consenters each member owns
 * @param stateDir the folder below which they stand
 */
export async function identityStatus(
  consortium: ConsortiumDefinition,
  stateDir: string,
  options: StatusOptions = {},
): Promise<IdentityStatus> {
  const materials = consortium.members.map((member) => developmentMaterial(consortium, member, stateDir));
  return materialStatus(materials, options);
}

/** Looks at members' certificates and changes nothing. */
export async function materialStatus(
  materials: readonly MemberMaterial[],
  { now = new Date(), days = 60 }: StatusOptions = {},
): Promise<IdentityStatus> {
  const findings = await inspectAll(materials);
  const sound = findings.filter((finding) => finding.state === 'sound');
  const ends = sound
    .map(({ member, file, notAfter }) => ({ member, file, notAfter }))
    .sort((a, b) => a.notAfter.getTime() - b.notAfter.getTime());
  return {
    sound: sound.length,
    ...(ends[0] === undefined ? {} : { firstEnd: ends[0] }),
    missing: findings.filter(({ state }) => state === 'missing').map(({ file }) => file),
    broken: findings
      .filter((finding) => finding.state === 'broken')
      .map(({ file, problem }) => ({ file, problem })),
    away: awayOf(findings),
    expiring: ends.filter(({ notAfter }) => notAfter.getTime() - now.getTime() < days * dayMs),
  };
}

async function inspectAll(materials: readonly MemberMaterial[]): Promise<readonly Finding[]> {
  return (await Promise.all(materials.map(inspectMember))).flat();
}
