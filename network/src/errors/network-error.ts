/** What can go wrong with a network, as a program can tell it apart. `docs/network.md` says what to do about each. */
export type NetworkErrorCode =
  | 'ADDRESS_UNUSABLE'
  | 'APPROVALS_MISSING'
  | 'BUSY'
  | 'CANCELLED'
  | 'CERTIFICATES_MISSING'
  | 'CHANNEL_FAILED'
  | 'CONSORTIUM_INVALID'
  | 'DEFINITION_CONFLICT'
  | 'DEPLOYMENT_FAILED'
  | 'DESCRIPTOR_INVALID'
  | 'DISK_FULL'
  | 'FABRIC_REFUSED'
  | 'FOUNDING_LIST_INVALID'
  | 'IN_DOUBT'
  | 'MEMBER_FOLDER_INVALID'
  | 'NODE_DIED'
  | 'NODE_NOT_READY'
  | 'NOT_APPROVED'
  | 'NOT_INSTALLED'
  | 'NOT_RUNNING'
  | 'NOT_WRITABLE'
  | 'NO_NETWORK_INTERFACE'
  | 'OTHER_CONSORTIUM'
  | 'PACKAGE_INVALID'
  | 'PORT_IN_USE'
  | 'PROGRAM_MISSING'
  | 'STATE_NOT_OURS'
  | 'UNKNOWN_NODE';

/** Facts of a failure, for programs; never a key or another secret. */
export type NetworkErrorFacts = Readonly<Record<string, string | number>>;

/**
 * A failure to bring up, look at or take down a network. The message is one line for an operator: what
 * happened, and what to do.
 */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly code: NetworkErrorCode;
  readonly facts: NetworkErrorFacts;

  constructor(code: NetworkErrorCode, message: string, facts: NetworkErrorFacts = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.facts = facts;
  }
}
