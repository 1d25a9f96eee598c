import { comment, FIRST_LEDGER_TABLES, FROM_DOCUMENT, fromBlockZero, type TableText } from './schema-1';
import { CREDENTIAL_TABLES } from './schema-2';
import { SUPERSEDED_TABLES } from './schema-3';

const tables: Readonly<Record<string, TableText>> = {
  unread_documents: {
    columns: `${FROM_DOCUMENT}, visibility text NOT NULL, kind text NOT NULL, name text NOT NULL,
      block_number bigint NOT NULL, position integer NOT NULL, content text NOT NULL`,
    says: 'Documents that this version cannot read, as their text; a newer one reads the ledger anew (판독 불가 문서)',
  },
  issuer_grants: {
    columns: `${FROM_DOCUMENT}, issuer text NOT NULL, grant_number integer NOT NULL, iss text NOT NULL,
      status text NOT NULL, ended_from bigint`,
    says: 'Who may issue credentials and under which URL, ended grants included (발급 권한)',
  },
  issuer_key_votes: {
    columns: `${FROM_DOCUMENT}, issuer text NOT NULL, kid text NOT NULL, ended_from bigint`,
    says: 'Keys that the members ended by vote; of these, records from that block on do not count (의결로 종료된 키)',
  },
};

/** A status that cannot be read is none that is known: such a copy is neither active nor anything else. */
const credentialStates = `SELECT copy.issuer, copy.record_id, copy.batch_id, copy.kid, copy.valid_from, copy.valid_until,
    copy.block_number, CASE
      WHEN EXISTS (SELECT 1 FROM jangbu.burnt_tags burnt WHERE burnt.kill_tag = copy.kill_tag) THEN 'KILLED'
      WHEN EXISTS (SELECT 1 FROM jangbu.unread_documents unread WHERE unread.kind = 'credential-status'
        AND unread.name = copy.issuer || '/' || copy.record_id) THEN 'UNREAD'
      ELSE coalesce(status.status, 'ACTIVE') END AS status, status.reason
  FROM jangbu.credential_copies copy LEFT JOIN jangbu.credential_statuses status
    ON status.issuer = copy.issuer AND status.record_id = copy.record_id`;

/** The tables of this migration, all filled from documents. */
export const ISSUER_TABLES: readonly string[] = Object.keys(tables);

/** The statements of migration 4: what cannot be read, who may issue, revisions, spent lots. The ledger is read anew. */
export const schema4: readonly string[] = [
  ...Object.entries(tables).flatMap(([name, { columns, says }]) => [
    `CREATE TABLE jangbu.${name} (${columns})`,
    comment('TABLE', name, says),
    `CREATE INDEX ON jangbu.${name} (document)`,
  ]),
  'ALTER TABLE jangbu.issuer_keys ADD COLUMN grant_number integer',
  `CREATE OR REPLACE VIEW jangbu.credential_states AS ${credentialStates}`,
  ...fromBlockZero([...FIRST_LEDGER_TABLES, ...CREDENTIAL_TABLES, ...SUPERSEDED_TABLES]),
  // Entries say which of a firm's words they are, and no place that they correct.
  'ALTER TABLE jangbu.trades DROP COLUMN corrects_page_id, DROP COLUMN corrects_position, ADD COLUMN revision integer NOT NULL',
  // A lot and its record as a spent one are two documents.
  'ALTER TABLE jangbu.lots DROP CONSTRAINT lots_pkey, ADD PRIMARY KEY (document)',
];
