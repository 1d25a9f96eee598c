import { CREDENTIAL_TABLES } from './schema-2';
import { SUPERSEDED_TABLES } from './schema-3';
import { FIRST_LEDGER_TABLES, fromBlockZero } from './schema-1';
import { ISSUER_TABLES } from './schema-4';
import { CLAIM_TABLES } from './schema-5';

/** The statements of migration 6: what is looked out for too late. The ledger is read anew. */
export const schema6: readonly string[] = [
  'ALTER TABLE jangbu.supervisor_copies ADD COLUMN read_from bigint, ADD COLUMN supervisor_msp text',
  `COMMENT ON COLUMN jangbu.supervisor_copies.read_from IS
    'The document that this follows from came late: blocks from here on are read again (다시 읽을 블록)'`,
  `COMMENT ON COLUMN jangbu.supervisor_copies.supervisor_msp IS
    'Who supervised in that block (당시 감독기관)'`,
  ...fromBlockZero([
    ...FIRST_LEDGER_TABLES,
    ...CREDENTIAL_TABLES,
    ...SUPERSEDED_TABLES,
    ...ISSUER_TABLES,
    ...CLAIM_TABLES,
  ]),
];
