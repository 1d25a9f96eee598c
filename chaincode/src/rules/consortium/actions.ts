import {
  RefusalError,
  type Action,
  type FoundingMember,
  type GovernedFacts,
  type Hindrance,
  type Instrument,
  type LedgerMember,
  type LedgerRole,
  type MembersDocument,
  type Parameters,
} from '@jangbu/model';
import {
  changedIssuers,
  endedKey,
  isIssuerAction,
  nameOfKey,
  withoutGrant,
  type EndableKey,
  type IssuerAction,
  type IssuerObstacle,
} from './issuer-actions';
import {
  changedParameters,
  isParametersAction,
  type ParametersAction,
  type ParametersObstacle,
} from './parameter-actions';

/** What votes may change, as far as the actions of one proposal touch it. */
export interface Governed extends GovernedFacts {
  /** The issuers' keys that the actions end and that are registered, by `nameOfKey`. */
  readonly issuerKeys: ReadonlyMap<string, EndableKey>;
  /** The business day in force, if one has been opened. */
  readonly today?: string | undefined;
}

/** The governed state while the actions are carried out; thrown away when one cannot be. */
interface Draft {
  members: readonly LedgerMember[];
  parameters: Parameters | undefined;
  readonly instruments: Map<string, Instrument>;
  readonly issuerKeys: Map<string, EndableKey>;
  readonly today: string | undefined;
}

/** Why an action cannot be done. */
type Obstacle =
  | 'MEMBER_UNKNOWN'
  | 'MEMBER_SUSPENDED'
  | 'MEMBER_EXISTS'
  | 'LAST_MEMBER'
  | 'INSTRUMENT_LISTED'
  | 'INSTRUMENT_UNKNOWN'
  | 'INSTRUMENT_MATURED'
  | IssuerObstacle
  | ParametersObstacle;

function change(
  draft: Draft,
  id: string,
  changed: (member: LedgerMember) => LedgerMember,
): Obstacle | undefined {
  if (!draft.members.some((each) => each.id === id)) return 'MEMBER_UNKNOWN';
  draft.members = draft.members.map((each) => (each.id === id ? changed(each) : each));
  return undefined;
}

function withoutRole(member: LedgerMember, role: LedgerRole): LedgerMember {
  return { ...member, roles: member.roles.filter((each) => each !== role) };
}

/** The supervisor's role moves with its granting: there is at most one supervisor. */
function grantRole(draft: Draft, id: string, role: LedgerRole): Obstacle | undefined {
  const granted = draft.members.find((each) => each.id === id);
  if (granted?.status === 'SUSPENDED') return 'MEMBER_SUSPENDED';
  if (granted && role === 'supervisor') draft.members = draft.members.map((each) => withoutRole(each, role));
  return change(draft, id, (member) => ({
    ...member,
    roles: [...withoutRole(member, role).roles, role].sort(),
  }));
}

function admit(draft: Draft, admitted: FoundingMember): Obstacle | undefined {
  const known = draft.members.some(
    ({ id, mspId, lei }) => id === admitted.id || mspId === admitted.mspId || lei === admitted.lei,
  );
  if (known) return 'MEMBER_EXISTS';
  draft.members = [...draft.members, { ...admitted, status: 'ACTIVE', roles: [] }];
  return undefined;
}

function suspend(draft: Draft, id: string): Obstacle | undefined {
  const others = draft.members.filter((each) => each.id !== id && each.status === 'ACTIVE');
  return others.length === 0
    ? 'LAST_MEMBER'
    : change(draft, id, (member) => ({ ...withoutGrant(member), status: 'SUSPENDED' }));
}

function list(draft: Draft, instrument: Instrument): Obstacle | undefined {
  if (draft.instruments.has(instrument.isin)) return 'INSTRUMENT_LISTED';
  draft.instruments.set(instrument.isin, instrument);
  return undefined;
}

function setStatus(draft: Draft, isin: string, status: Instrument['status']): Obstacle | undefined {
  const instrument = draft.instruments.get(isin);
  if (!instrument) return 'INSTRUMENT_UNKNOWN';
  if (instrument.status === 'MATURED' && status !== 'MATURED') return 'INSTRUMENT_MATURED';
  if (instrument.status !== status) draft.instruments.set(isin, { ...instrument, status });
  return undefined;
}

function changeParameters(draft: Draft, action: ParametersAction): Obstacle | undefined {
  const changed = changedParameters(draft.parameters, action, draft.today);
  if (typeof changed === 'string') return changed;
  draft.parameters = changed;
  return undefined;
}

function changeIssuers(draft: Draft, action: IssuerAction): Obstacle | undefined {
  if (action.kind === 'END_ISSUER_KEY') {
    const name = nameOfKey(action);
    const key = draft.issuerKeys.get(name);
    if (!key) return 'KEY_UNKNOWN';
    draft.issuerKeys.set(name, endedKey(key, action));
    return undefined;
  }
  const changed = changedIssuers(draft.members, action);
  if (typeof changed === 'string') return changed;
  draft.members = changed;
  return undefined;
}

function carryOut(draft: Draft, action: Action): Obstacle | undefined {
  if (isParametersAction(action)) return changeParameters(draft, action);
  if (isIssuerAction(action)) return changeIssuers(draft, action);
  switch (action.kind) {
    case 'GRANT_ROLE':
      return grantRole(draft, action.member, action.role);
    case 'WITHDRAW_ROLE':
      return change(draft, action.member, (member) => withoutRole(member, action.role));
    case 'ADMIT_MEMBER':
      return admit(draft, action.member);
    case 'SUSPEND_MEMBER':
      return suspend(draft, action.member);
    case 'REINSTATE_MEMBER':
      return change(draft, action.member, (member) => ({ ...member, status: 'ACTIVE' }));
    case 'LIST_INSTRUMENT':
      return list(draft, action.instrument);
    case 'SET_INSTRUMENT_STATUS':
      return setStatus(draft, action.isin, action.status);
  }
}

function roleHolder(members: readonly LedgerMember[]): string | undefined {
  return members.find(({ roles }) => roles.includes('supervisor'))?.id;
}

/** The members as the actions left them; where the supervisor's role has moved or gone, its term has ended. */
function withTermEnded(before: MembersDocument, members: readonly LedgerMember[]): MembersDocument {
  const ended = roleHolder(before.members);
  const after = { ...before, members: [...members] };
  if (ended === undefined || ended === roleHolder(members)) return after;
  return { ...after, formerSupervisors: [...(before.formerSupervisors ?? []), ended] };
}

/**
 * Carries out the actions of a proposal in their order, all or none. What sets something may find it
 * set already; what brings something new must find it absent.
 *
 * @returns the governed state afterwards, or the first action that cannot be done
 */
export function attemptActions(
  governed: Governed,
  actions: readonly Action[],
): { readonly after: Governed } | { readonly hindrance: Hindrance } {
  const draft: Draft = {
    members: governed.members.members,
    parameters: governed.parameters,
    instruments: new Map(governed.instruments),
    issuerKeys: new Map(governed.issuerKeys),
    today: governed.today,
  };
  for (const [position, action] of actions.entries()) {
    const reason = carryOut(draft, action);
    if (reason) return { hindrance: { position, kind: action.kind, reason } };
  }
  return {
    after: {
      members: withTermEnded(governed.members, draft.members),
      parameters: draft.parameters,
      instruments: draft.instruments,
      issuerKeys: draft.issuerKeys,
    },
  };
}

/**
 * {@link attemptActions}, where they have to be possible.
 *
 * @throws RefusalError ACTION_IMPOSSIBLE names the first action that cannot be done
 */
export function applyActions(governed: Governed, actions: readonly Action[]): Governed {
  const attempt = attemptActions(governed, actions);
  if ('hindrance' in attempt) throw new RefusalError('ACTION_IMPOSSIBLE', attempt.hindrance);
  return attempt.after;
}
