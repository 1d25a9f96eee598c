import { CREDENTIAL_TABLES } from './schema-2';
import { SUPERSEDED_TABLES } from './schema-3';
import { comment, FIRST_LEDGER_TABLES, FROM_DOCUMENT, fromBlockZero } from './schema-1';
import { ISSUER_TABLES } from './schema-4';
import { CLAIM_TABLES } from './schema-5';

/** The tables of this migration, all filled from documents. */
export const TERMS_TABLES: readonly string[] = ['settlement_terms'];

/** The statements of migration 7: how firms settle with each other. The ledger is read anew. */
export const schema7: readonly string[] = [
  `CREATE TABLE jangbu.settlement_terms (${FROM_DOCUMENT}, first_member text NOT NULL, second_member text NOT NULL,
    member text NOT NULL, round integer NOT NULL, gross boolean NOT NULL)`,
  comment(
    'TABLE',
    'settlement_terms',
    'Words of firms on how they settle with each other; a pair settles gross where both say so (결제 방식)',
  ),
  'CREATE INDEX ON jangbu.settlement_terms (document)',
  ...fromBlockZero([
    ...FIRST_LEDGER_TABLES,
    ...CREDENTIAL_TABLES,
    ...SUPERSEDED_TABLES,
    ...ISSUER_TABLES,
    ...CLAIM_TABLES,
  ]),
];
