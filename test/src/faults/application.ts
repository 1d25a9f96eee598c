// A member's application: states the trades of a file, each until it has an answer, and keeps a read model. It may be
// killed at any moment and started again. Ends with 0 once each has an answer and the read model has caught up.
import { setTimeout as wait } from 'node:timers/promises';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, FileDocumentStore, identityFromFolder, type Ledger } from '@jangbu/client';
import type { TradeResult } from '@jangbu/client/interfirm';
import { openReadModel, type ReadModel } from '@jangbu/client/read-model';
import { readOperation, type Answer, type Assignment } from './operation';

const GATHER_MS = 20;
/** What failed is asked again so much later, as docs tell applications to. */
const AGAIN_MS = 500;

const assignment = JSON.parse(process.argv[2] ?? '{}') as Assignment;
const answersFile = join(assignment.folder, 'answers.jsonl');

/** Answers so far: a line that a kill cut off is none. */
function answered(): Set<string> {
  const lines = existsSync(answersFile) ? readFileSync(answersFile, 'utf8').split('\n') : [];
  const utis = lines.flatMap((line): string[] => {
    try {
      return [(JSON.parse(line) as Answer).uti];
    } catch {
      return [];
    }
  });
  return new Set(utis);
}

function note(result: TradeResult | undefined): boolean {
  if (!result || result.status === 'FAILED') return false;
  appendFileSync(answersFile, `\n${JSON.stringify({ uti: result.uti, status: result.status })}\n`);
  return true;
}

/** Sends what an earlier process, or a call in doubt, has left, until nothing fails. */
async function resume(ledger: Ledger): Promise<void> {
  for (;;) {
    const results = await ledger.trades.resume();
    if (results.every(({ status }) => status !== 'FAILED')) return;
    await wait(AGAIN_MS);
  }
}

async function state(ledger: Ledger, operation: ReturnType<typeof readOperation>): Promise<void> {
  for (;;) {
    const [result] = await ledger.trades.submit([operation.statement], { gatherMs: GATHER_MS });
    if (note(result)) return;
    await wait(AGAIN_MS);
    if (result?.status === 'FAILED' && result.pending) await resume(ledger);
  }
}

async function stateAll(ledger: Ledger): Promise<void> {
  const done = answered();
  const operations = readFileSync(assignment.operations, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(readOperation);
  const queue = operations.filter(({ statement }) => !done.has(statement.uti)).values();
  const worker = async (): Promise<void> => {
    for (const operation of queue) await state(ledger, operation);
  };
  await Promise.all(Array.from({ length: assignment.atOnce }, worker));
}

/** Follows whatever happens to the peer. */
async function follow(store: ReadModel, ledger: Ledger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await store.follow(ledger, { signal, missingEveryMs: 1000 });
    } catch {
      await wait(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** All good trades are in the read model, which holds nothing back. */
async function caughtUp(store: ReadModel): Promise<void> {
  const operations = readFileSync(assignment.operations, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(readOperation);
  const wanted = operations.filter(({ good }) => good).map(({ statement }) => statement.uti);
  for (;;) {
    const held = new Set((await store.trades()).map(({ uti }) => uti));
    if (wanted.every((uti) => held.has(uti)) && (await store.missing()) === 0) return;
    await wait(AGAIN_MS);
  }
}

async function main(): Promise<void> {
  const documents = await FileDocumentStore.open(join(assignment.folder, 'documents'));
  const identity = await identityFromFolder(join(assignment.member, 'identities', 'trader'));
  const ledger = await connect(join(assignment.member, 'profile.json'), identity, {
    store: documents,
    connecting: 'LAZY',
  });
  const ended = new AbortController();
  const opening = openReadModel({ folder: join(assignment.folder, 'read-model') });
  const following = opening.then((store) => follow(store, ledger, ended.signal));
  await resume(ledger);
  await stateAll(ledger);
  const store = await opening;
  await caughtUp(store);
  ended.abort();
  await following;
  await store.close();
  await ledger.close();
  await documents.close();
}

void main();
