import { RefusedError } from '@jangbu/client';
import {
  DayTime,
  dayTimeOf,
  hashOf,
  oneOf,
  RoleSource,
  roleSourceOf,
  Sha256Hex,
  type FoundingList,
} from '@jangbu/model';
import { loadFoundingList } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { freeTimeNote } from '../../consortium/day-time-text';
import type { LedgerContext } from '../../consortium/ledger-context';
import { UsageError } from '../../input/usage-error';
import { tell } from '../../terminal/output';
import { adminCommand, asAdmin, type AdminOptions } from '../proposals/admin-options';

type RecordOptions = AdminOptions & { readonly founding: string };

const Output = Type.Object({
  status: oneOf('RECORDED', 'ALREADY_RECORDED'),
  hash: Sha256Hex,
  channel: Type.String(),
  roles: RoleSource,
  time: DayTime,
});

/** Tells a refusal of the list by the file that was given, and both hashes. */
function mismatchOf(error: unknown, file: string, list: FoundingList): unknown {
  if (!(error instanceof RefusedError) || error.code !== 'FOUNDING_LIST_MISMATCH') return error;
  const { approved } = error.facts;
  const theirs =
    approved === '' ? 'carry no founding list' : `carry the one with the hash ${approved}; compare the lists`;
  return new UsageError(
    `${file} has the hash ${hashOf(list)}, and the contracts (or the ledger, if it is founded) ${theirs}`,
  );
}

/** What a member's own profile tells of a list: that it is for another channel, or not its own at all. */
function requireOwn(list: FoundingList, { profile, mspId }: LedgerContext, file: string): void {
  if (list.channel !== profile.channel) {
    throw new UsageError(
      `${file} founds a ledger on the channel ${list.channel}; the profile is for ${profile.channel}`,
    );
  }
  if (list.members.some((member) => member.mspId === mspId)) return;
  const named = list.members.map((member) => member.mspId).join(', ');
  throw new UsageError(`${file} does not name ${mspId}, whose profile this is; it names ${named}`);
}

async function record(options: RecordOptions): Promise<void> {
  const { founding: file } = options;
  const list = await loadFoundingList(file);
  const { status } = await asAdmin(options, (ledger, own) => {
    requireOwn(list, own, file);
    return ledger.consortium.found(list);
  }).catch((error: unknown) => {
    throw mismatchOf(error, file, list);
  });
  const { channel, members } = list;
  const hash = hashOf(list);
  const says =
    status === 'RECORDED'
      ? `the ledger on ${channel} is founded by ${members.length} members`
      : `the ledger on ${channel} had been founded with this list`;
  const facts = { status, hash, channel, roles: roleSourceOf(list), time: dayTimeOf(list) };
  const loudly = freeTimeNote(list);
  const text = [`${says}; hash ${hash}`, ...(loudly === undefined ? [] : [loudly])].join('\n');
  tell<typeof Output>(options, facts, text);
}

/** `jangbu founding record`. */
export function recordFoundingCommand(): Command {
  return adminCommand(
    'record',
    'found the ledger with the list that the members approved; any member’s admin, once',
    Output,
  )
    .requiredOption('--founding <file>', 'the founding list, as `founding make` writes it')
    .action(record);
}
