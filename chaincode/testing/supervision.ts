import {
  AgreedDocuments,
  heldDocumentsChecker,
  judgeOffered,
  transactions,
  type DeclineReason,
  type HeldDocuments,
  type OfferedDocument,
  type TakenDocument,
} from '@jangbu/model';
import type { SimulatedConsortium } from './consortium';

/** Names another supervisor by vote. */
export function nameSupervisor(consortium: SimulatedConsortium, member: string): Promise<void> {
  return consortium.carry({ kind: 'GRANT_ROLE', member, role: 'supervisor' });
}

/** Who agreed to what, by the blocks. */
export function agreedIn(consortium: SimulatedConsortium): AgreedDocuments {
  const agreed = new AgreedDocuments();
  for (const transaction of consortium.channel.seen()) agreed.apply(transaction);
  return agreed;
}

/** How many keys stand otherwise than they should with the supervisor in force, by how. */
export function unsettled(consortium: SimulatedConsortium): {
  readonly due: number;
  readonly disputed: number;
} {
  const agreed = agreedIn(consortium);
  const standings = [...agreed.documents()].map((document) => agreed.standingOf(document));
  const count = (wanted: string): number => standings.filter((each) => each === wanted).length;
  return { due: count('DUE'), disputed: count('DISPUTED') };
}

/** What a member's own peer gives the supervisor to take over. */
export async function documentsAt(
  consortium: SimulatedConsortium,
  member: string,
  supervisor: string,
): Promise<OfferedDocument[]> {
  const by = consortium.client(supervisor, 'operator');
  const found: OfferedDocument[] = [];
  for (let after: HeldDocuments['next'] = null, more = true; more;) {
    const argument = JSON.stringify({ member, ...(after ? { after } : {}) });
    const request = { by, name: transactions.supervision.documents, argument };
    const answer = await consortium.channel.query(request, `${member}MSP`);
    if (!heldDocumentsChecker.fits(answer)) throw new Error('no documents');
    for (const { key, text } of answer.documents) {
      const [kind = '', ...rest] = key;
      found.push({ key: [kind, ...rest], text });
    }
    after = answer.next;
    more = after !== null;
  }
  return found;
}

/** Sends what is taken over, and what is upheld, endorsed by the supervisor's own peer alone. */
export function sendTakeOver(
  consortium: SimulatedConsortium,
  supervisor: string,
  documents: readonly TakenDocument[],
  upheld: readonly string[] = [],
  certificate: 'operator' | 'trader' = 'operator',
): Promise<unknown> {
  const request = { type: 'take-over-request', version: 1, documents, upheld };
  return consortium.channel.submit(
    {
      by: consortium.client(supervisor, certificate),
      name: transactions.supervision.takeOver,
      transient: { request: JSON.stringify(request) },
    },
    consortium.mspIds(supervisor),
  );
}

/** A document that was not taken over. */
export interface Declined {
  readonly key: string;
  readonly reason: DeclineReason;
}

/** Takes over what members have, and upholds what former supervisors dispute, as the SDK does it. */
export async function takeOver(
  consortium: SimulatedConsortium,
  supervisor: string,
  ...sources: readonly string[]
): Promise<{ readonly taken: number; readonly upheld: number; readonly declined: readonly Declined[] }> {
  let taken = 0;
  const declined: Declined[] = [];
  for (const member of sources) {
    const documents: TakenDocument[] = [];
    for (const offered of await documentsAt(consortium, member, supervisor)) {
      const judged = judgeOffered(agreedIn(consortium), `${member}MSP`, offered);
      if (judged.kind === 'TAKE') documents.push(judged.document);
      if (judged.kind === 'DECLINE') declined.push({ key: offered.key.join('/'), reason: judged.reason });
    }
    if (documents.length > 0) await sendTakeOver(consortium, supervisor, documents);
    taken += documents.length;
  }
  const agreed = agreedIn(consortium);
  const upheld = [...agreed.documents()].filter((document) => agreed.standingOf(document) === 'DISPUTED');
  if (upheld.length > 0) await sendTakeOver(consortium, supervisor, [], upheld);
  return { taken, upheld: upheld.length, declined };
}
