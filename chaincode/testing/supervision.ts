import {
  AgreedDocuments,
  documentName,
  HandedOver,
  heldDocumentsChecker,
  transactions,
  type DeclineReason,
  type HeldDocuments,
  type OfferedDocument,
  type TakenDocument,
  type TakenSettlement,
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

/** Has what is known follow the blocks that have come since. */
function following(consortium: SimulatedConsortium, agreed: AgreedDocuments): () => void {
  let height = consortium.channel.seen().length;
  return () => {
    const seen = consortium.channel.seen();
    for (const transaction of seen.slice(height)) agreed.apply(transaction);
    height = seen.length;
  };
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

/** What is sent besides documents, and by whom. */
interface SentBesides {
  readonly upheld?: readonly string[];
  readonly settled?: readonly TakenSettlement[];
  readonly certificate?: 'operator' | 'trader';
}

/** Sends what is taken over, and what is upheld, endorsed by the supervisor's own peer alone. */
export function sendTakeOver(
  consortium: SimulatedConsortium,
  supervisor: string,
  documents: readonly TakenDocument[],
  { upheld = [], settled = [], certificate = 'operator' }: SentBesides = {},
): Promise<unknown> {
  const request = { type: 'take-over-request', version: 1, documents, settled, upheld };
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
  const agreed = agreedIn(consortium);
  const catchUp = following(consortium, agreed);
  const handed = new HandedOver(agreed);
  const due = new Set([...agreed.documents()].filter((each) => agreed.standingOf(each) === 'DUE'));
  let taken = 0;
  const declined: Declined[] = [];
  const takeFrom = async (member: string): Promise<void> => {
    const documents: TakenDocument[] = [];
    for (const offered of await documentsAt(consortium, member, supervisor)) {
      const judged = handed.judge(`${member}MSP`, offered);
      if (judged.kind === 'TAKE' && due.has(documentName(offered.key))) documents.push(judged.document);
      if (judged.kind === 'DECLINE') declined.push({ key: offered.key.join('/'), reason: judged.reason });
    }
    if (documents.length > 0) await sendTakeOver(consortium, supervisor, documents);
    taken += documents.length;
    catchUp();
  };
  for (const member of sources) await takeFrom(member);
  if (handed.isUndecided) {
    for (const own of await documentsAt(consortium, supervisor, supervisor)) handed.know(own);
  }
  const { documents, settled: whole, upheld: setAside, declined: atLast } = handed.atLast();
  const settled = whole.map(({ settlement }) => settlement);
  if (documents.length + settled.length > 0)
    await sendTakeOver(consortium, supervisor, documents, { settled });
  catchUp();
  declined.push(...atLast.map(({ key, reason }) => ({ key: key.join('/'), reason })));
  const disputed = [...agreed.documents()].filter((document) => agreed.standingOf(document) === 'DISPUTED');
  const upheld = [...new Set([...setAside, ...disputed])];
  if (upheld.length > 0) await sendTakeOver(consortium, supervisor, [], { upheld });
  return { taken: taken + documents.length + settled.length, upheld: upheld.length, declined };
}
