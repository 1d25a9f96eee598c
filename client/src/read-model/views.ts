import type { Columns, Selected, Table } from './select';

const pairDay = { firstMember: 'text', secondMember: 'text', tradeDate: 'date', uti: 'text' } as const;

/** What can be asked for, by table or view. */
export const views = {
  business_days: { sequence: 'integer', date: 'date', phase: 'text', blockNumber: 'amount' },
  trades: {
    submitter: 'text',
    counterparty: 'text',
    tradeDate: 'date',
    pageId: 'text',
    position: 'integer',
    entry: 'text',
    uti: 'text',
    side: 'text?',
    isin: 'text?',
    quantity: 'amount?',
    price: 'amount?',
    currency: 'text?',
    amount: 'amount?',
    settlementDate: 'date?',
    accountKind: 'text?',
    reference: 'text?',
  },
  matched_trades: {
    ...pairDay,
    seller: 'text',
    buyer: 'text',
    isin: 'text',
    quantity: 'amount',
    price: 'amount',
    currency: 'text',
    amount: 'amount',
    settlementDate: 'date',
  },
  breaks: { ...pairDay, code: 'text', firstStated: 'text', secondStated: 'text' },
  obligations: {
    firstMember: 'text',
    secondMember: 'text',
    tradeDate: 'date',
    isin: 'text',
    settlementDate: 'date',
    currency: 'text',
    firstAccountKind: 'text',
    secondAccountKind: 'text',
    quantity: 'amount',
    amount: 'amount',
  },
  instruction_states: {
    creator: 'text',
    instructionId: 'text',
    firstMember: 'text',
    secondMember: 'text',
    tradeDate: 'date',
    settlementDate: 'date',
    isin: 'text',
    currency: 'text',
    origin: 'text',
    uti: 'text?',
    status: 'text',
    settledOn: 'date?',
  },
  credential_states: {
    issuer: 'text',
    recordId: 'text',
    batchId: 'text',
    kid: 'text',
    validFrom: 'amount',
    validUntil: 'amount',
    blockNumber: 'amount',
    status: 'text',
    reason: 'text?',
  },
  unread_documents: {
    kind: 'text',
    name: 'text',
    visibility: 'text',
    blockNumber: 'amount',
    position: 'integer',
  },
  holdings: { owner: 'text', instrument: 'text', accountKind: 'text', free: 'amount', reserved: 'amount' },
} as const satisfies Readonly<Record<string, Columns>>;

export type StoredTrade = Selected<(typeof views)['trades']>;
export type StoredMatch = Selected<(typeof views)['matched_trades']>;
export type StoredBreak = Selected<(typeof views)['breaks']>;
export type StoredObligation = Selected<(typeof views)['obligations']>;
export type StoredInstruction = Selected<(typeof views)['instruction_states']>;
export type StoredCredential = Selected<(typeof views)['credential_states']>;
export type StoredUnread = Selected<(typeof views)['unread_documents']>;
export type StoredHolding = Selected<(typeof views)['holdings']>;
export type StoredDay = Selected<(typeof views)['business_days']>;

/** So many of the first columns tell the rows of each table or view apart. */
const KEY_COLUMNS: { readonly [V in keyof typeof views]: number } = {
  business_days: 1,
  trades: 5,
  matched_trades: 4,
  breaks: 5,
  obligations: 8,
  instruction_states: 2,
  // A record id is unique within its batch.
  credential_states: 3,
  unread_documents: 3,
  holdings: 3,
};

/** A table or view that can be asked for. */
export function viewNamed<V extends keyof typeof views>(name: V): Table<(typeof views)[V]> {
  return { name, columns: views[name], keyColumns: KEY_COLUMNS[name] };
}
