// A firm's settlement service: follows the ledger into a read model, claims what settled while the firm was away,
// reserves what it has to deliver, and settles what stands reserved, from the due date on. Stop it with SIGTERM; started again it goes on where it was.
//
//   node examples/settlement-service/service.mjs PROFILE IDENTITY FOLDER
import { join } from 'node:path';
import { connect, FileDocumentStore, identityFromFolder, JangbuError } from '@jangbu/client';
import { openReadModel } from '@jangbu/client/read-model';

const [profile, identity, folder] = process.argv.slice(2);
const AGAIN_MS = 1000;

const documents = await FileDocumentStore.open(join(folder, 'documents'));
const ledger = await connect(profile, await identityFromFolder(identity), { store: documents });
const store = await openReadModel({ folder: join(folder, 'read-model') });
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopped.abort());

/** Follows the own peer's blocks, also after it was away. */
async function follow() {
  while (!stopped.signal.aborted) {
    try {
      await store.follow(ledger, { signal: stopped.signal });
    } catch (error) {
      console.log(`following again: ${error.message}`);
      await pause();
    }
  }
}

const pause = () =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, AGAIN_MS);
    stopped.signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

/** Claims, reserves and settles what is due. What cannot be done now is tried in the next round. */
async function round() {
  for (const { instructionId } of await ledger.settlement.claimAll()) {
    console.log(`${instructionId}: CLAIMED`);
  }
  const pending = await store.instructions({ status: 'PENDING' });
  const open = [...pending, ...(await store.instructions({ status: 'RESERVED' }))];
  const day = await ledger.days.current();
  if (open.length === 0 || !day) return;
  const asked = new Set(open.map(({ creator, instructionId }) => `${creator}/${instructionId}`));
  const all = await ledger.settlement.instructions({ open: true });
  const due = all.filter(
    ({ creator, instructionId, dueDate }) => dueDate <= day.date && asked.has(`${creator}/${instructionId}`),
  );
  const own = ledger.member.id;
  const toReserve = due.filter(({ legs }) => legs.some(({ from, reserved }) => from === own && !reserved));
  for (const { instructionId, status } of await ledger.settlement.reserveAll(toReserve)) {
    console.log(`${instructionId}: ${status}`);
  }
  const ready = due.filter(({ legs }) => legs.every(({ reserved }) => reserved));
  for (const { instructionId, status } of await ledger.settlement.settle(ready)) {
    console.log(`${instructionId}: ${status}`);
  }
}

const following = follow();
while (!stopped.signal.aborted) {
  try {
    await round();
  } catch (error) {
    // The SDK's errors say what to do; this service tries again in any case, under the same ids.
    if (!(error instanceof JangbuError)) throw error;
    console.log(`${error.constructor.name}: ${error.message}`);
  }
  await pause();
}
await following;
await store.close();
await ledger.close();
await documents.close();
