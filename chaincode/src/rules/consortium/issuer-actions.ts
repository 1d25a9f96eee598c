import {
  earlierOf,
  type Action,
  type EndedGrant,
  type IssuerKey,
  type IssuerKeyEnd,
  type LedgerMember,
} from '@jangbu/model';

const KINDS = ['GRANT_ISSUER', 'WITHDRAW_ISSUER', 'END_ISSUER_KEY'] as const;

/** The actions that decide who issues credentials. */
export type IssuerAction = Extract<Action, { kind: (typeof KINDS)[number] }>;
/** Those of them that change the members document. */
type GrantAction = Exclude<IssuerAction, { kind: 'END_ISSUER_KEY' }>;

/** Why an action on issuers cannot be done. */
export type IssuerObstacle =
  'MEMBER_UNKNOWN' | 'MEMBER_SUSPENDED' | 'ISS_TAKEN' | 'ISSUER_GRANTED' | 'ISSUER_UNKNOWN' | 'KEY_UNKNOWN';

/** A key that actions name, with the end that votes have set so far. */
export interface EndableKey {
  readonly key: IssuerKey;
  readonly end: IssuerKeyEnd | undefined;
}

/** Under which name {@link EndableKey}s are kept. */
export function nameOfKey({ issuer, kid }: { readonly issuer: string; readonly kid: string }): string {
  return `${issuer}/${kid}`;
}

/** Whether the action decides who issues credentials. */
export function isIssuerAction(action: Action): action is IssuerAction {
  return KINDS.some((kind) => kind === action.kind);
}

/** Whether the action ends a key. */
export function endsKey(action: Action): action is Extract<Action, { kind: 'END_ISSUER_KEY' }> {
  return action.kind === 'END_ISSUER_KEY';
}

/** A URL stays with the member to which it was granted first: two issuers never look alike. */
function issTaken(members: readonly LedgerMember[], member: string, iss: string): boolean {
  return members.some(
    ({ id, issuing }) =>
      id !== member &&
      [issuing?.inForce, ...(issuing?.ended ?? [])].some(
        (grant: { iss: string } | undefined) => grant?.iss === iss,
      ),
  );
}

/**
 * A member whose grant, if it has one, is over, and with it all keys that it registered. Nothing brings it back: a new
 * grant is a new number, and takes new keys.
 *
 * @param from the first block whose records don't count, of all its grants so far
 */
export function withoutGrant(member: LedgerMember, from?: number): LedgerMember {
  if (!member.issuing) return member;
  const { inForce, ended } = member.issuing;
  const over: readonly EndedGrant[] = inForce ? [...ended, inForce] : ended;
  return {
    ...member,
    issuing: {
      ended: over.map((grant) => {
        const earliest = earlierOf(grant.from, from);
        return { ...grant, ...(earliest === undefined ? {} : { from: earliest }) };
      }),
    },
  };
}

function granted(
  members: readonly LedgerMember[],
  member: LedgerMember,
  iss: string,
): LedgerMember | IssuerObstacle {
  const { inForce, ended } = member.issuing ?? { ended: [] };
  if (member.status === 'SUSPENDED') return 'MEMBER_SUSPENDED';
  if (inForce) return inForce.iss === iss ? member : 'ISSUER_GRANTED';
  if (issTaken(members, member.id, iss)) return 'ISS_TAKEN';
  return { ...member, issuing: { inForce: { grant: ended.length + 1, iss }, ended } };
}

/** The members after an action on a grant, or why it cannot be done. */
export function changedIssuers(
  members: readonly LedgerMember[],
  action: GrantAction,
): readonly LedgerMember[] | IssuerObstacle {
  const member = members.find(({ id }) => id === action.member);
  if (!member) return 'MEMBER_UNKNOWN';
  if (action.kind === 'WITHDRAW_ISSUER' && !member.issuing) return 'ISSUER_UNKNOWN';
  const changed =
    action.kind === 'GRANT_ISSUER' ? granted(members, member, action.iss) : withoutGrant(member, action.from);
  return typeof changed === 'string' ? changed : members.map((each) => (each === member ? changed : each));
}

/** A key after the members have ended it. Of several votes the earliest block holds. */
export function endedKey(
  { key, end }: EndableKey,
  { from }: Extract<Action, { kind: 'END_ISSUER_KEY' }>,
): EndableKey {
  const earliest = earlierOf(end?.from, from);
  if (end && earliest === end.from) return { key, end };
  const { issuer, kid } = key;
  const frame = { type: 'issuer-key-end', version: 1, issuer, kid } as const;
  return { key, end: { ...frame, ...(earliest === undefined ? {} : { from: earliest }) } };
}
