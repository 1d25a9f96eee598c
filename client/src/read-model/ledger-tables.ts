import { FIRST_DOCUMENT_TABLES, FIRST_LEDGER_TABLES } from './schema-1';
import { CREDENTIAL_TABLES } from './schema-2';
import { SUPERSEDED_TABLES } from './schema-3';
import { ISSUER_TABLES } from './schema-4';
import { CLAIM_TABLES } from './schema-5';
import { TERMS_TABLES } from './schema-7';

/** What is noted of documents that do not stand here: not yet, or not at all. */
const NOTES: readonly string[] = ['missing_documents', 'doubtful_documents'];

/** Tables whose rows are taken from documents that stand. */
export const DOCUMENT_TABLES: readonly string[] = [
  ...FIRST_DOCUMENT_TABLES,
  ...CREDENTIAL_TABLES,
  ...ISSUER_TABLES,
  ...TERMS_TABLES,
].filter((name) => !NOTES.includes(name));
/** Tables that come from the ledger, and can be filled anew from it. */
export const LEDGER_TABLES: readonly string[] = [
  ...FIRST_LEDGER_TABLES,
  ...CREDENTIAL_TABLES,
  ...SUPERSEDED_TABLES,
  ...ISSUER_TABLES,
  ...CLAIM_TABLES,
  ...TERMS_TABLES,
];
