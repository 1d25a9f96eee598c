import {
  cutOffsFaults,
  cutOffsListChecker,
  settlementRuleFaults,
  settlementRulesChecker,
} from '@jangbu/model';

import { portBlock } from './port-plan';
import { fieldOf, listOf } from '../yaml-file/content';
import type { Fault, Path } from '../yaml-file/shape';

/** SmartBFT goes on with f dishonest consenters only when there are 3f + 1, so one needs four. */
export const FEWEST_CONSENTERS = 4;
const LAST_PORT = 65_535;

/**
 * The rules of a consortium file that no single field can break: names used twice, references to nobody, too
 * few consenters. Judges what it can of a file that has other faults, so that all are told at once.
 *
 * @param content the file's content, of any shape
 */
export function ruleFaults(content: unknown): readonly Fault[] {
  return [
    ...ledgerFaults(content),
    ...twice(content, 'members', 'domain'),
    ...noSupervisor(content),
    ...strangers(content),
    ...fewConsenters(content),
    ...portFaults(content),
  ];
}

/**
 * The rules that hold of a file's members, parameters and instruments wherever its nodes are: names used twice, a second
 * supervisor, settlement rules and cut-offs that do not fit together.
 *
 * @param content the file's content, of any shape
 */
export function ledgerFaults(content: unknown): readonly Fault[] {
  return [
    ...['id', 'mspId', 'lei', 'issuer'].flatMap((name) => twice(content, 'members', name)),
    ...twice(content, 'instruments', 'isin'),
    ...moreSupervisors(content),
    ...settlementFaults(content),
    ...cutOffFaults(content),
  ];
}

/** Values of a field that an earlier entry of the same list has already. */
function twice(content: unknown, listName: string, fieldName: string): readonly Fault[] {
  const first = new Map<string, number>();
  return listOf(content, listName).flatMap((entry, index) => {
    const value = fieldOf(entry, fieldName);
    if (typeof value !== 'string') {
      return [];
    }
    const earlier = first.get(value);
    if (earlier === undefined) {
      first.set(value, index);
      return [];
    }
    const path: Path = [listName, index, fieldName];
    return [{ path, message: `${value} is taken already by ${listName}[${earlier}]` }];
  });
}

function supervisorsIn(content: unknown): readonly number[] {
  const members = listOf(content, 'members');
  return [...members.keys()].filter((index) => listOf(members[index], 'roles').includes('supervisor'));
}

function noSupervisor(content: unknown): readonly Fault[] {
  if (supervisorsIn(content).length > 0 || listOf(content, 'members').length === 0) {
    return [];
  }
  return [{ path: ['members'], message: 'must have exactly one supervisor, and none has that role' }];
}

function moreSupervisors(content: unknown): readonly Fault[] {
  const supervisors = supervisorsIn(content);
  return supervisors.slice(1).map((index) => ({
    path: ['members', index, 'roles'],
    message: `must not say supervisor: members[${supervisors[0] ?? 0}] does already, and one member is`,
  }));
}

/** Judged only where every rule has its shape: what that lacks is told with the other fields. */
function settlementFaults(content: unknown): readonly Fault[] {
  const rules = fieldOf(fieldOf(content, 'parameters'), 'settlementRules');
  if (!settlementRulesChecker.fits(rules)) {
    return [];
  }
  const path: Path = ['parameters', 'settlementRules'];
  return settlementRuleFaults(rules).map(({ position, message }) => ({
    path: position === undefined ? path : [...path, position],
    message,
  }));
}

function cutOffFaults(content: unknown): readonly Fault[] {
  const cutOffs = fieldOf(fieldOf(content, 'parameters'), 'cutOffs');
  if (!cutOffsListChecker.fits(cutOffs)) {
    return [];
  }
  return cutOffsFaults(cutOffs).map(({ position, message }) => ({
    path: ['parameters', 'cutOffs', position],
    message,
  }));
}

function strangers(content: unknown): readonly Fault[] {
  const ids = new Set(listOf(content, 'members').map((member) => fieldOf(member, 'id')));
  return listOf(content, 'consenters').flatMap((owner, index) =>
    typeof owner !== 'string' || ids.has(owner)
      ? []
      : [{ path: ['consenters', index], message: `${owner} is no member of the consortium` }],
  );
}

function fewConsenters(content: unknown): readonly Fault[] {
  const consenters = fieldOf(content, 'consenters');
  if (!Array.isArray(consenters) || consenters.length >= FEWEST_CONSENTERS) {
    return [];
  }
  const message =
    `has ${consenters.length} entries, too few: to go on with f dishonest consenters, ordering needs 3f + 1 of them, ` +
    `so at least ${FEWEST_CONSENTERS}. A member may own several, at the cost that it alone can stop the ordering`;
  return [{ path: ['consenters'], message }];
}

function portFaults(content: unknown): readonly Fault[] {
  const base = fieldOf(fieldOf(content, 'ports'), 'base');
  if (typeof base !== 'number' || base > LAST_PORT || base + portBlock - 1 <= LAST_PORT) {
    return [];
  }
  const message = `is too high: the network takes ${portBlock} ports from it on, and they would end beyond ${LAST_PORT}`;
  return [{ path: ['ports', 'base'], message }];
}
