import type { DayTime, RoleSource } from '@jangbu/model';
import { policyText, type ContractsStatus, type DefinitionStatus, type PeerContracts } from '@jangbu/network';
import { dayTimeText } from '../../consortium/day-time-text';
import { roleSourceText } from '../../consortium/role-source-text';

function definitionLines(what: string, status: DefinitionStatus): string[] {
  const { sequence, version, packageId, approvedBy, notApprovedBy } = status;
  const all = approvedBy.length + notApprovedBy.length;
  const rest = notApprovedBy.length > 0 ? `; not by ${notApprovedBy.join(', ')}` : '';
  return [
    `${what}: definition ${sequence}, version ${version}, ${policyText(status)}`,
    `  approved by ${approvedBy.length} of ${all}${rest}`,
    `  own package: ${packageId ?? 'none approved'}`,
  ];
}

function peerLines({ peer, installed, problem, answers }: PeerContracts): string[] {
  if (installed === undefined) return [`${peer}: ${problem ?? 'cannot be asked'}`];
  return [
    `${peer}: ${answers ? 'the contracts answer' : 'the contracts do not answer'}`,
    ...(installed.length === 0 ? ['  no package installed'] : installed.map((id) => `  installed ${id}`)),
  ];
}

/** How the contracts stand with one member, for people. */
export function contractsStatusText({
  channel,
  chaincode,
  mspId,
  committed,
  proposed,
  peers,
  roles,
  time,
}: ContractsStatus & { readonly roles?: RoleSource; readonly time?: DayTime }): string {
  return [
    `${chaincode} on channel ${channel}, as ${mspId} sees it`,
    ...(committed === undefined ? ['nothing is in force'] : definitionLines('in force', committed)),
    ...(proposed === undefined ? [] : definitionLines('approved next', proposed)),
    ...peers.flatMap(peerLines),
    ...(roles === undefined ? [] : [roleSourceText({ roles })]),
    ...(time === undefined ? [] : [dayTimeText({ time })]),
  ].join('\n');
}
