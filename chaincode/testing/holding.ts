import {
  canonicalJson,
  lotText,
  transactions,
  type Deposit,
  type Lot,
  type Movement,
  type LedgerPosition,
  type Split,
  type Transfer,
  type Withdrawal,
} from '@jangbu/model';
import type { Request } from './channel';
import { deskOf, openConsortium, PARAMETERS, TODAY, type SimulatedConsortium } from './consortium';
import { saltOf, type Sender } from './trading';

/** A consortium on its first business day whose supervisor is the custodian as well. */
export async function custodianConsortium(parameters = PARAMETERS): Promise<SimulatedConsortium> {
  const consortium = await openConsortium(4, parameters);
  await consortium.carry({ kind: 'GRANT_ROLE', member: 'kofia', role: 'custodian' });
  return consortium;
}

/** What a lot of the tests is, apart from what follows from the movement that makes it. */
export interface LotSpec {
  readonly lotId: string;
  readonly amount: string;
  readonly instrument?: string;
  readonly accountKind?: Lot['accountKind'];
}

function produced(
  kind: 'DEPOSIT' | 'SPLIT' | 'TRANSFER',
  by: string,
  movementId: string,
  owner: string,
  specs: readonly LotSpec[],
): Lot[] {
  return specs.map(({ lotId, amount, instrument = 'KRW', accountKind = 'HOUSE' }) => ({
    type: 'lot',
    version: 1,
    creator: by,
    lotId,
    owner,
    instrument,
    accountKind,
    amount,
    origin: { kind, by, id: movementId },
    status: 'FREE',
    salt: saltOf(`${by}/${lotId}`),
  }));
}

function frameOf(by: string, movementId: string) {
  const salt = saltOf(`${by}/${movementId}`);
  return { type: 'movement', version: 1, by, movementId, businessDay: TODAY, salt } as const;
}

export function depositOf(movementId: string, owner: string, ...lots: readonly LotSpec[]): Deposit {
  const made = produced('DEPOSIT', 'kofia', movementId, owner, lots);
  return { ...frameOf('kofia', movementId), kind: 'DEPOSIT', owner, produced: made };
}

export function withdrawalOf(movementId: string, by: string, ...consumed: readonly Lot[]): Withdrawal {
  return {
    ...frameOf(by, movementId),
    kind: 'WITHDRAWAL',
    custodian: 'kofia',
    consumed: [...consumed],
  };
}

export function splitOf(
  movementId: string,
  by: string,
  consumed: readonly Lot[],
  ...lots: readonly LotSpec[]
): Split {
  const made = produced('SPLIT', by, movementId, by, lots);
  return { ...frameOf(by, movementId), kind: 'SPLIT', consumed: [...consumed], produced: made };
}

export function transferOf(
  movementId: string,
  by: string,
  receiver: string,
  consumed: readonly Lot[],
  ...lots: readonly LotSpec[]
): Transfer {
  const made = produced('TRANSFER', by, movementId, receiver, lots);
  return { ...frameOf(by, movementId), kind: 'TRANSFER', receiver, consumed: [...consumed], produced: made };
}

/** The members that take part in a movement, the supervisor included. */
export function takingPart(movement: Movement): string[] {
  switch (movement.kind) {
    case 'DEPOSIT':
      return [movement.by, movement.owner, 'kofia'];
    case 'WITHDRAWAL':
      return [movement.by, movement.custodian, 'kofia'];
    case 'SPLIT':
      return [movement.by, 'kofia'];
    case 'TRANSFER':
      return [movement.by, movement.receiver, 'kofia'];
  }
}

/** The transaction that moves lots. */
export function moving(
  consortium: SimulatedConsortium,
  movement: Movement,
  { by = movement.by, certificate = movement.kind === 'DEPOSIT' ? 'operator' : 'trader' }: Sender = {},
): Request {
  return {
    by: consortium.client(by, certificate),
    name: transactions.holdings.move,
    transient: { movement: canonicalJson(movement) },
  };
}

/** Moves lots with the peers of all who take part. */
export function move(
  consortium: SimulatedConsortium,
  movement: Movement,
  sender: Sender = {},
): Promise<unknown> {
  const endorsers = consortium.mspIds(...new Set(takingPart(movement)));
  return consortium.channel.submit(moving(consortium, movement, sender), endorsers);
}

/** A firm's positions, as its own peer tells them. */
export async function positionsAt(consortium: SimulatedConsortium, id: string): Promise<LedgerPosition[]> {
  return (await consortium.query(
    consortium.client(id, deskOf(id)),
    transactions.holdings.positions,
  )) as LedgerPosition[];
}

/** A firm's lots, as its own peer tells them: those that are not spent, unless others are asked for. */
export async function lotsAt(
  consortium: SimulatedConsortium,
  id: string,
  asked: object = {},
): Promise<Lot[]> {
  const client = consortium.client(id, deskOf(id));
  const texts = (await consortium.query(client, transactions.holdings.lots, asked)) as string[];
  return texts.map((text) => JSON.parse(text) as Lot);
}

/** The text that stands at a free lot's key. */
export function freeText(lot: Lot): string {
  return lotText(lot, 'FREE');
}
