import fc from 'fast-check';
import { pseudonymOf } from '@jangbu/model';
import { AUDIENCE, COPIES, CredentialWorld, ISS, SCOPE } from '../../../testing/investor';
import { MemoryHolderKeys } from './holder-keys';
import { Wallet } from './wallet';
import { MemoryWalletStore } from './wallet-store';

/** Everything in a value that could be compared: its strings and numbers, those inside of base64url JSON too. */
function atoms(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') {
    found.add(value);
    for (const part of value.split(/[.~]/)) decodeInto(part, found);
  } else if (typeof value === 'number') found.add(String(value));
  else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) atoms(each, found);
  }
  return found;
}

function decodeInto(part: string, found: Set<string>): void {
  found.add(part);
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    if (typeof value === 'object') atoms(value, found);
  } catch {
    // Not JSON: a signature, or a word.
  }
}

function common(a: Set<string>, b: Set<string>): string[] {
  return [...a].filter((each) => b.has(each)).sort();
}

/** An investor of the world's one issuer. */
async function identified(world: CredentialWorld) {
  const [store, keys, now] = [new MemoryWalletStore(), new MemoryHolderKeys(), () => world.now];
  const wallet = new Wallet({ ...SCOPE, store, keys, now });
  const nonce = await world.issuer.newNonce();
  const { proofs } = await wallet.ask({ audience: ISS, nonce, copies: COPIES });
  const set = await world.issuer.issue(world.request(nonce, proofs));
  world.table.recordSet('firm-a', set);
  await wallet.accept(set.copies.map(({ credential }) => credential));
  return { wallet, set };
}

/** All that a firm has of a login: what was presented, what it concluded, and what the ledger says of the record. */
async function seenBy(firm: string, wallet: Wallet, world: CredentialWorld): Promise<Set<string>> {
  const verifier = world.verifier({ member: firm });
  const request = { nonce: await verifier.newNonce(), audience: `${AUDIENCE}/${firm}` };
  const presentation = await wallet.present({ firm, ...request });
  const verification = await verifier.verify(presentation, request);
  if (!verification.accepted) throw new Error(verification.reasons.join());
  const record = world.table.record(verification.issuer, verification.recordId);
  return atoms([presentation, verification, record, request]);
}

test('two firms together cannot tell one investor at both from two investors', async () => {
  const world = new CredentialWorld();
  const [one, other] = [await identified(world), await identified(world)];
  const oneAtB = await seenBy('firm-b', one.wallet, world);
  const oneAtC = await seenBy('firm-c', one.wallet, world);
  const otherAtC = await seenBy('firm-c', other.wallet, world);
  // What is common to one investor's two logins is what is common to anybody's, and of everybody's claims.
  expect(common(oneAtB, oneAtC)).toEqual(common(oneAtB, otherAtC));
});

test('the same investor is the same at one firm, whatever else changes', async () => {
  const world = new CredentialWorld();
  const { wallet } = await identified(world);
  const [first, second] = [await seenBy('firm-b', wallet, world), await seenBy('firm-b', wallet, world)];
  const ids = (seen: Set<string>) => [...seen].filter((each) => /^[0-9a-f]{64}$/.test(each));
  expect(common(first, second).some((each) => ids(first).includes(each))).toBe(true);
});

test('what the ledger lists of two copies of a set has nothing in common', async () => {
  const world = new CredentialWorld();
  const { set } = await identified(world);
  const lists = set.entries.map((entry) => atoms(entry));
  for (const [i, list] of lists.entries())
    for (const next of lists.slice(i + 1)) expect(common(list, next)).toEqual([]);
});

test('pseudonyms at different firms tell nothing of each other without the subject', () => {
  const firm = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/);
  const subject = fc.base64String({ minLength: 43, maxLength: 44 });
  fc.assert(
    fc.property(firm, firm, subject, (a, b, sub) => {
      expect(pseudonymOf(a, 'i', sub) === pseudonymOf(b, 'i', sub)).toBe(a === b);
    }),
  );
});

test('one changed character, anywhere, and nobody is logged in', async () => {
  const world = new CredentialWorld();
  const { wallet } = await identified(world);
  const verifier = world.verifier();
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~ =';
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(alphabet.length - 1), async (place, letter) => {
      const request = { nonce: await verifier.newNonce(), audience: AUDIENCE };
      const good = await wallet.present({ firm: 'firm-b', ...request, disclose: ['name'] });
      const at = place % good.length;
      const changed = `${good.slice(0, at)}${alphabet[letter] ?? ''}${good.slice(at + 1)}`;
      const { accepted } = await verifier.verify(changed, request);
      expect(accepted).toBe(changed === good);
    }),
    { numRuns: 300 },
  );
});

test('nothing that is not a presentation makes the verifier throw', async () => {
  const world = new CredentialWorld();
  const verifier = world.verifier();
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.anything(), fc.string(), fc.base64String()), async (junk) => {
      const done = await verifier.verify(junk, { nonce: await verifier.newNonce(), audience: AUDIENCE });
      expect(done.accepted).toBe(false);
    }),
  );
});
