import { CredentialMirror, followBlocks, type Ledger, type Recorded } from '@jangbu/client';
import type { StatusReason } from '@jangbu/model';
import { Command, Option } from 'commander';
import { withLedger, type Role } from '../../consortium/connections';
import { CONSORTIUM, COPIES_A_SET } from '../../investors/issuing-firm';
import { openNetworkContext, withNetworkOptions, type NetworkOptions } from '../../consortium/network-context';
import { UsageError } from '../../terminal/failure';
import { table } from '../../terminal/table';
import { json } from '../trades/results';

type AsMember = NetworkOptions & { readonly as: string; readonly json?: boolean };

const REASONS: readonly StatusReason[] = [
  'HOLDER_ASKED',
  'DEVICE_LOST',
  'KEY_COMPROMISED',
  'IDENTITY_WRONG',
  'RENEWED',
  'REISSUED',
  'RULE',
];

async function actAs<T>(options: AsMember, role: Role, act: (ledger: Ledger) => Promise<T>): Promise<T> {
  return withLedger(await openNetworkContext(options), options.as, role, act);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function sayRecorded(result: Recorded, { json: asJson }: AsMember): void {
  if (asJson) process.stdout.write(json(result));
  else if (result.status === 'RECORDED')
    say(`recorded in block ${result.blockNumber}, transaction ${result.transactionId}`);
  else say('was recorded before');
}

async function listKeys(options: AsMember): Promise<void> {
  const known = await actAs(options, 'verifier', (ledger) => ledger.credentials.keys());
  if (options.json) {
    process.stdout.write(json(known));
    return;
  }
  const columns = ['issuer', 'key', 'status', 'URL'].map((title) => ({ title }));
  const rows = known.map(({ key, status }) => [key.issuer, key.kid, status?.status ?? 'ACTIVE', key.iss]);
  say(rows.length > 0 ? table(columns, rows) : 'no member has registered a key');
}

async function retire(kid: string, options: AsMember): Promise<void> {
  sayRecorded(await actAs(options, 'issuer', (ledger) => ledger.credentials.retireKey(kid)), options);
}

function wholeNumber(given: string): number {
  if (/^[0-9]{1,15}$/.test(given)) return Number(given);
  throw new UsageError(`a whole number is wanted, not ${given}`);
}

async function compromise(kid: string, options: AsMember & { readonly fromBlock: number }): Promise<void> {
  const declare = (ledger: Ledger) => ledger.credentials.declareCompromised(kid, options.fromBlock);
  sayRecorded(await actAs(options, 'issuer', declare), options);
}

async function showBatch(issuer: string, batchId: string, options: AsMember): Promise<void> {
  const batch = await actAs(options, 'verifier', (ledger) => ledger.credentials.batch({ issuer, batchId }));
  if (!batch) throw new UsageError(`${issuer} has no batch ${batchId}`);
  process.stdout.write(json(batch));
}

async function end(
  status: 'SUSPENDED' | 'REVOKED',
  [batchId, ...recordIds]: readonly [string, ...string[]],
  options: AsMember & { readonly reason: StatusReason },
): Promise<void> {
  const items = recordIds.map((recordId) => ({ recordId, status, reason: options.reason }));
  const result = await actAs(options, 'issuer', (ledger) => ledger.credentials.setStatus(batchId, items));
  sayRecorded(result, options);
}

/** A mirror that has everything up to now: up to a block of the member's own. */
async function mirrorNow(ledger: Ledger): Promise<CredentialMirror> {
  const mirror = new CredentialMirror();
  const beat = await ledger.credentials.beat();
  const until = beat.status === 'RECORDED' ? { until: beat.blockNumber } : {};
  await followBlocks(ledger, mirror, { ...until, privateData: 'WITHOUT' });
  return mirror;
}

async function showRecord(recordId: string, options: AsMember): Promise<void> {
  const record = await actAs(options, 'verifier', async (ledger) => {
    const mirror = await mirrorNow(ledger);
    const found = mirror.record(recordId);
    return found && { ...found, batchId: mirror.batchOf(recordId)?.batchId };
  });
  if (!record) throw new UsageError(`no batch lists ${recordId}`);
  if (options.json) process.stdout.write(json(record));
  else say(`${record.status}: by ${record.issuer}, in block ${record.block}, batch ${record.batchId ?? ''}`);
}

async function kill(recoveryCode: string, options: AsMember & { readonly copies: number }): Promise<void> {
  const set = { recoveryCode, consortium: CONSORTIUM, copies: options.copies };
  const result = await actAs(options, 'verifier', async (ledger) =>
    ledger.credentials.killSet(set, await mirrorNow(ledger)),
  );
  sayRecorded(result, options);
}

async function beat(options: AsMember): Promise<void> {
  sayRecorded(await actAs(options, 'verifier', (ledger) => ledger.credentials.beat()), options);
}

function command(name: string, description: string): Command {
  return withNetworkOptions(new Command(name))
    .description(description)
    .requiredOption('--as <member>', 'the member that acts')
    .option('--json', 'as JSON');
}

function reasonOption(): Option {
  return new Option('--reason <reason>', 'why').choices(REASONS).makeOptionMandatory();
}

/** `jangbu credentials`: issuers' keys and what becomes of credentials, for a member's operator. */
export function credentialsCommand(): Command {
  return new Command('credentials')
    .description("issuers' keys, and what has become of credentials; digests only")
    .addCommand(command('keys', 'all registered keys').action(listKeys))
    .addCommand(
      command('retire', 'take an own key out of use; what it signed stands').argument('<kid>').action(retire),
    )
    .addCommand(
      command('compromise', "declare that an own key is in a stranger's hands: final")
        .argument('<kid>')
        .addOption(
          new Option('--from-block <height>', 'the first block whose records do not count')
            .argParser(wholeNumber)
            .makeOptionMandatory(),
        )
        .action(compromise),
    )
    .addCommand(
      command('batch', 'a batch as it was recorded')
        .argument('<issuer>')
        .argument('<batch>')
        .action(showBatch),
    )
    .addCommand(
      command('record', 'what has become of one copy')
        .argument('<record>', 'its record id')
        .action(showRecord),
    )
    .addCommand(
      command('suspend', 'suspend copies of an own batch, up to 100')
        .argument('<batch>')
        .argument('<record...>')
        .addOption(reasonOption())
        .action((batch: string, records: string[], options: AsMember & { reason: StatusReason }) =>
          end('SUSPENDED', [batch, ...records], options),
        ),
    )
    .addCommand(
      command('revoke', 'revoke copies of an own batch, up to 100: final')
        .argument('<batch>')
        .argument('<record...>')
        .addOption(reasonOption())
        .action((batch: string, records: string[], options: AsMember & { reason: StatusReason }) =>
          end('REVOKED', [batch, ...records], options),
        ),
    )
    .addCommand(
      command('kill', "end an investor's whole set by the recovery code, through any member")
        .argument('<code>', 'as the investor reads it from paper')
        .option('--copies <number>', 'how many copies a set has', wholeNumber, COPIES_A_SET)
        .action(kill),
    )
    .addCommand(command('beat', "show the others' mirrors that this member is there").action(beat));
}
