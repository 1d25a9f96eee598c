import { NetworkError } from '../errors/network-error';
import type { ApprovedDefinition } from '../fabric/chaincode-approval';
import { differencesOf, type ChaincodeDefinition } from '../fabric/chaincode-definition';

/** What a member wants to approve. */
export interface WantedApproval {
  readonly packageId: string;
  readonly version: string;
  /** Found from what is in force unless given. */
  readonly sequence?: number | undefined;
  /** Path of the channel's policy that endorsements must satisfy. */
  readonly endorsementPolicy: string;
}

function conflict(message: string, facts: Readonly<Record<string, string | number>>): NetworkError {
  return new NetworkError('DEFINITION_CONFLICT', message, facts);
}

/** @throws NetworkError `DEFINITION_CONFLICT` unless it is the sequence in force or the next */
function requireSequence(name: string, sequence: number, current: number): void {
  if (sequence === current + 1 || (sequence === current && current > 0)) return;
  const message =
    current === 0
      ? `no definition of ${name} is in force, so the sequence to approve is 1 and not ${sequence}`
      : `definition ${current} of ${name} is in force, so the sequence to approve is ${current} or ${current + 1}, and not ${sequence}`;
  throw conflict(message, { sequence, inForce: current });
}

/** @throws NetworkError `DEFINITION_CONFLICT` naming the parameters that differ */
function requireSame(committed: ChaincodeDefinition, different: readonly string[]): void {
  if (different.length === 0) return;
  const { name, sequence, version } = committed;
  throw conflict(
    `definition ${sequence} of ${name} is in force with another ${different.join(' and ')}` +
      ` (version ${version}, ${policyText(committed)}); approve it with the same, or the next sequence`,
    { sequence, differs: different.join(', ') },
  );
}

/**
 * Which definition an approval is about: the one in force, which the member has not approved yet, or the next.
 *
 * With an equal version and policy it is the one in force, unless the member has approved that with another
 * package: then this is an upgrade. A definition in force is approved as it stands, whatever else others have put
 * into it.
 *
 * @param committed the definition in force
 * @param own what the member has approved of that sequence
 * @throws NetworkError `DEFINITION_CONFLICT` when the sequence is neither of the two, or is that in force with
 *   other parameters; it names them
 */
export function planApproval(
  name: string,
  { packageId, version, sequence, endorsementPolicy }: WantedApproval,
  committed: ChaincodeDefinition | undefined,
  own: ApprovedDefinition | undefined,
): ChaincodeDefinition {
  const current = committed?.sequence ?? 0;
  if (sequence !== undefined) requireSequence(name, sequence, current);
  const next = { name, version, endorsementPolicy, sequence: current + 1 };
  if (committed === undefined || sequence === next.sequence) return next;
  const different = differencesOf({ ...committed, version, endorsementPolicy, policy: undefined }, committed);
  if (sequence === current) {
    requireSame(committed, different);
    return committed;
  }
  const upgraded = own !== undefined && own.packageId !== packageId;
  return different.length === 0 && !upgraded ? committed : next;
}

/** How endorsements are asked for, in words. */
export function policyText({ endorsementPolicy }: Pick<ChaincodeDefinition, 'endorsementPolicy'>): string {
  return endorsementPolicy === '' ? 'an endorsement policy of its own' : `policy ${endorsementPolicy}`;
}
