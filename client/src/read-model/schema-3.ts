import { comment, fromBlockZero, FIRST_LEDGER_TABLES } from './schema-1';
import { CREDENTIAL_TABLES } from './schema-2';

/** The tables of this migration; they come from the ledger. */
export const SUPERSEDED_TABLES: readonly string[] = ['superseded_documents'];

/** The statements of migration 3: documents that changed where this member cannot see. The ledger is read anew. */
export const schema3: readonly string[] = [
  `CREATE TABLE jangbu.superseded_documents (document text PRIMARY KEY, block_number bigint NOT NULL,
    position integer NOT NULL)`,
  comment(
    'TABLE',
    'superseded_documents',
    'Documents that stand no more as they were shown, since when; how they stand was not shown (대체된 문서)',
  ),
  'ALTER TABLE jangbu.checkpoint ADD COLUMN rebuild_until bigint',
  ...fromBlockZero([...FIRST_LEDGER_TABLES, ...CREDENTIAL_TABLES]),
];
