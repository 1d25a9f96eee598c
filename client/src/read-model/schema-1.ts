/** A table of the read model: its columns in SQL, and what it says, in English and Korean. */
export interface TableText {
  readonly columns: string;
  readonly says: string;
}

/** Of a table filled from documents: the document that a row is taken from, by the hash of its key. */
export const FROM_DOCUMENT = 'document text NOT NULL';
const PAIR = 'first_member text NOT NULL, second_member text NOT NULL';
const ACCOUNTS = 'first_account_kind text NOT NULL, second_account_kind text NOT NULL';
const NAME = 'creator text NOT NULL, instruction_id text NOT NULL';

const ledgerTables: Readonly<Record<string, TableText>> = {
  blocks: {
    columns: `number bigint PRIMARY KEY, hash text NOT NULL, previous_hash text NOT NULL, commit_hash text,
      valid integer NOT NULL, rejected integer NOT NULL`,
    says: "Blocks of the ledger, by the member's own peer (블록)",
  },
  transactions: {
    columns: `block_number bigint NOT NULL, position integer NOT NULL, transaction_id text NOT NULL,
      creator_msp text, validation text NOT NULL, PRIMARY KEY (block_number, position)`,
    says: 'Transactions in the blocks; all but VALID ones changed nothing (거래 처리 내역)',
  },
  documents: {
    columns: `document text PRIMARY KEY, visibility text NOT NULL, kind text NOT NULL, name text NOT NULL,
      block_number bigint NOT NULL, position integer NOT NULL, content text NOT NULL`,
    says: 'Every document that stands and counts, as its canonical JSON; document is SHA-256 of its key (문서)',
  },
  missing_documents: {
    columns: `document text NOT NULL, block_number bigint NOT NULL, position integer NOT NULL,
      value_hash text NOT NULL, held_by text[] NOT NULL, supervisor_msp text,
      PRIMARY KEY (document, block_number, position)`,
    says: 'Own private documents that the peer has not delivered yet; they are asked for again (미수신 문서)',
  },
  doubtful_documents: {
    columns: `document text NOT NULL, block_number bigint NOT NULL, position integer NOT NULL,
      kind text NOT NULL, lacking text[] NOT NULL, PRIMARY KEY (document, block_number, position)`,
    says: 'Private documents that do not count: those in lacking do not hold the same (효력 없는 문서)',
  },
  members: {
    columns: `${FROM_DOCUMENT}, id text PRIMARY KEY, msp_id text NOT NULL, name_en text NOT NULL,
      name_ko text NOT NULL, lei text NOT NULL, status text NOT NULL, roles text[] NOT NULL`,
    says: 'Members in force (회원사)',
  },
  parameters: {
    columns: `${FROM_DOCUMENT}, amount_tolerance numeric NOT NULL, fail_penalty integer`,
    says: 'Parameters in force; the whole document is in documents (운영 기준)',
  },
  instruments: {
    columns: `${FROM_DOCUMENT}, isin text PRIMARY KEY, name_en text NOT NULL, name_ko text NOT NULL,
      kind text NOT NULL, quantity_scale integer NOT NULL, price_scale integer NOT NULL,
      currency text NOT NULL, status text NOT NULL`,
    says: 'Instruments that may be traded (종목)',
  },
  business_days: {
    columns: `sequence integer PRIMARY KEY, date date NOT NULL, phase text NOT NULL, block_number bigint NOT NULL`,
    says: 'Every move of the business day; the greatest sequence is in force (영업일)',
  },
  day_seals: {
    columns: `${FROM_DOCUMENT}, date date PRIMARY KEY, block_number bigint NOT NULL, block_hash text NOT NULL,
      transactions integer NOT NULL, root text NOT NULL, sealed_by text[] NOT NULL`,
    says: 'Days on which more than half of the members agree (영업일 봉인)',
  },
};

const tradeTables: Readonly<Record<string, TableText>> = {
  trades: {
    columns: `${FROM_DOCUMENT}, submitter text NOT NULL, counterparty text NOT NULL, trade_date date NOT NULL,
      page_id text NOT NULL, position integer NOT NULL, entry text NOT NULL, uti text NOT NULL, side text,
      isin text, quantity numeric, price numeric, clean_price numeric, accrued_interest numeric,
      currency text, amount numeric, settlement_date date, account_kind text, reference text,
      corrects_page_id text, corrects_position integer`,
    says: "Each side's statements of trades as recorded, corrections included, one row an entry (매매 신고)",
  },
  matched_trades: {
    columns: `${FROM_DOCUMENT}, ${PAIR}, trade_date date NOT NULL, uti text NOT NULL, sequence integer NOT NULL,
      matched_on date NOT NULL, seller text NOT NULL, buyer text NOT NULL, isin text NOT NULL,
      quantity numeric NOT NULL, price numeric NOT NULL, clean_price numeric, accrued_interest numeric,
      currency text NOT NULL, amount numeric NOT NULL, amount_difference numeric NOT NULL,
      settlement_date date NOT NULL, ${ACCOUNTS}`,
    says: 'Trades on which both sides agreed, cancelled ones included (매칭 거래)',
  },
  cancelled_trades: {
    columns: `${FROM_DOCUMENT}, ${PAIR}, trade_date date NOT NULL, uti text NOT NULL, instead text`,
    says: 'Matched trades that both sides cancelled (취소 거래)',
  },
  break_differences: {
    columns: `${FROM_DOCUMENT}, ${PAIR}, trade_date date NOT NULL, uti text NOT NULL, code text NOT NULL,
      first_stated text NOT NULL, second_stated text NOT NULL`,
    says: 'Fields in which two open statements differ, whatever the tolerance; see breaks (불일치 항목)',
  },
  waiting_trades: {
    columns: `${FROM_DOCUMENT}, ${PAIR}, trade_date date NOT NULL, uti text NOT NULL, stated_by text NOT NULL`,
    says: 'Statements taken in by a match whose other side has not been stated (상대 미신고)',
  },
  obligations: {
    columns: `${FROM_DOCUMENT}, ${PAIR}, trade_date date NOT NULL, isin text NOT NULL,
      settlement_date date NOT NULL, currency text NOT NULL, ${ACCOUNTS},
      quantity numeric NOT NULL, amount numeric NOT NULL`,
    says: 'Net obligations; positive: the first member receives (결제 의무)',
  },
};

const settlementTables: Readonly<Record<string, TableText>> = {
  instructions: {
    columns: `${FROM_DOCUMENT}, ${NAME}, ${PAIR}, trade_date date NOT NULL, settlement_date date NOT NULL,
      isin text NOT NULL, currency text NOT NULL, ${ACCOUNTS}, origin text NOT NULL, uti text,
      PRIMARY KEY (creator, instruction_id)`,
    says: 'Settlement instructions; their state is in instruction_states (결제 지시)',
  },
  legs: {
    columns: `${FROM_DOCUMENT}, ${NAME}, leg integer NOT NULL, from_member text NOT NULL,
      to_member text NOT NULL, instrument text NOT NULL, amount numeric NOT NULL`,
    says: 'Who delivers what to whom by an instruction (결제 지시 구간)',
  },
  reservations: {
    columns: `${FROM_DOCUMENT}, ${NAME}, leg integer NOT NULL, round integer NOT NULL, owner text NOT NULL,
      lot_creator text NOT NULL, lot_id text NOT NULL, instrument text NOT NULL, amount numeric NOT NULL,
      status text NOT NULL`,
    says: 'Lots set aside for a leg, as far as the member was shown (결제 예약)',
  },
  settlements: {
    columns: `${FROM_DOCUMENT}, ${NAME}, business_day date NOT NULL`,
    says: 'Instructions that settled, and when (결제 완료)',
  },
  instruction_cancellations: {
    columns: `${FROM_DOCUMENT}, ${NAME}, member text NOT NULL`,
    says: 'Consents to cancel an instruction; two cancel it (결제 지시 취소 동의)',
  },
  partial_consents: {
    columns: `${FROM_DOCUMENT}, ${NAME}, member text NOT NULL, minimum numeric NOT NULL`,
    says: 'Consents to divide an instruction, and the least part (분할 결제 동의)',
  },
  divisions: {
    columns: `${FROM_DOCUMENT}, ${NAME}, part_creator text NOT NULL, part_id text NOT NULL,
      rest_creator text NOT NULL, rest_id text NOT NULL`,
    says: 'Instructions in whose place a part and a rest stand (분할 결제)',
  },
  fails: {
    columns: `${FROM_DOCUMENT}, ${NAME}, business_day date NOT NULL, rolls_to date NOT NULL,
      at_fault text[] NOT NULL, penalty numeric NOT NULL`,
    says: 'Instructions that did not settle on a day (결제 불이행)',
  },
  lots: {
    columns: `${FROM_DOCUMENT}, creator text NOT NULL, lot_id text NOT NULL, owner text NOT NULL,
      instrument text NOT NULL, account_kind text NOT NULL, amount numeric NOT NULL, origin text NOT NULL,
      origin_by text NOT NULL, origin_id text NOT NULL, status text NOT NULL, PRIMARY KEY (creator, lot_id)`,
    says: 'Lots, spent ones included (보유분)',
  },
  movements: {
    columns: `${FROM_DOCUMENT}, member text NOT NULL, movement_id text NOT NULL, kind text NOT NULL,
      business_day date NOT NULL, other_member text, PRIMARY KEY (member, movement_id)`,
    says: 'Deposits, withdrawals, splits and transfers (보유분 이동)',
  },
  movement_lots: {
    columns: `${FROM_DOCUMENT}, member text NOT NULL, movement_id text NOT NULL, direction text NOT NULL,
      lot_creator text NOT NULL, lot_id text NOT NULL, instrument text NOT NULL, amount numeric NOT NULL`,
    says: 'Lots that a movement consumed and produced (이동별 보유분)',
  },
};

const tables = { ...ledgerTables, ...tradeTables, ...settlementTables };

const views: Readonly<Record<string, TableText>> = {
  breaks: {
    columns: `SELECT first_member, second_member, trade_date, uti, code, first_stated, second_stated
      FROM jangbu.break_differences WHERE CASE WHEN code <> 'AMOUNT' THEN true
        ELSE abs(first_stated::numeric - second_stated::numeric) >
          coalesce((SELECT max(amount_tolerance) FROM jangbu.parameters), 0) END`,
    says: 'Trades on which two firms differ by now, one row a differing field (불일치)',
  },
  instruction_states: {
    columns: `SELECT i.creator, i.instruction_id, i.first_member, i.second_member, i.trade_date,
        i.settlement_date, i.isin, i.currency, i.origin, i.uti, s.business_day AS settled_on,
        CASE WHEN s.business_day IS NOT NULL THEN 'SETTLED'
          WHEN EXISTS (SELECT FROM jangbu.divisions d
            WHERE (d.creator, d.instruction_id) = (i.creator, i.instruction_id)) THEN 'DIVIDED'
          WHEN (SELECT count(*) FROM jangbu.instruction_cancellations c
            WHERE (c.creator, c.instruction_id) = (i.creator, i.instruction_id)) = 2 THEN 'CANCELLED'
          ELSE 'PENDING' END AS status
      FROM jangbu.instructions i LEFT JOIN jangbu.settlements s USING (creator, instruction_id)`,
    says: 'Instructions with their state (결제 지시 상태)',
  },
  holdings: {
    columns: `SELECT owner, instrument, account_kind,
        coalesce(sum(amount) FILTER (WHERE status = 'FREE'), 0) AS free,
        coalesce(sum(amount) FILTER (WHERE status = 'RESERVED'), 0) AS reserved
      FROM jangbu.lots WHERE status <> 'SPENT' GROUP BY owner, instrument, account_kind`,
    says: 'What is held, at disposal and set aside (잔고)',
  },
};

/** Tables that come from the ledger: emptied and filled anew by a rebuild. */
export const FIRST_LEDGER_TABLES: readonly string[] = Object.keys(tables).sort();

/** Tables whose rows are taken from documents. */
export const FIRST_DOCUMENT_TABLES: readonly string[] = Object.entries(tables)
  .filter(([, { columns }]) => columns.startsWith(FROM_DOCUMENT))
  .map(([name]) => name);

/** Has the ledger read anew: empties tables that come from it, and begins at block zero. */
export function fromBlockZero(tables: readonly string[]): readonly string[] {
  return [
    `TRUNCATE ${tables.map((name) => `jangbu.${name}`).join(', ')}`,
    'UPDATE jangbu.checkpoint SET next_block = 0, previous_hash = NULL',
  ];
}

export function comment(what: 'TABLE' | 'VIEW', name: string, says: string): string {
  return `COMMENT ON ${what} jangbu.${name} IS '${says.replaceAll("'", "''")}'`;
}

/** The statements of migration 1: everything. */
export const schema1: readonly string[] = [
  `CREATE TABLE jangbu.checkpoint (one boolean PRIMARY KEY DEFAULT true CHECK (one), channel text, member text,
    next_block bigint NOT NULL, previous_hash text)`,
  comment(
    'TABLE',
    'checkpoint',
    'Whose view of which channel this is, and the block to apply next (반영 위치)',
  ),
  'INSERT INTO jangbu.checkpoint (next_block) VALUES (0)',
  'CREATE TABLE jangbu.used_nonces (nonce text PRIMARY KEY, until numeric NOT NULL)',
  comment('TABLE', 'used_nonces', 'Nonces that were used once; not from the ledger (사용된 난수)'),
  ...Object.entries(tables).flatMap(([name, { columns, says }]) => [
    `CREATE TABLE jangbu.${name} (${columns})`,
    comment('TABLE', name, says),
  ]),
  ...FIRST_DOCUMENT_TABLES.map((name) => `CREATE INDEX ON jangbu.${name} (document)`),
  'CREATE INDEX ON jangbu.transactions (transaction_id)',
  'CREATE INDEX ON jangbu.trades (trade_date, counterparty)',
  'CREATE INDEX ON jangbu.trades (uti)',
  ...Object.entries(views).flatMap(([name, { columns, says }]) => [
    `CREATE VIEW jangbu.${name} AS ${columns}`,
    comment('VIEW', name, says),
  ]),
];
