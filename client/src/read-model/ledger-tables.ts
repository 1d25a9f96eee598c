import { DOCUMENT_TABLES as DOCUMENTS, LEDGER_TABLES as LEDGER } from './schema-1';
import { CREDENTIAL_TABLES } from './schema-2';
import { SUPERSEDED_TABLES } from './schema-3';

/** Tables whose rows are taken from documents. */
export const DOCUMENT_TABLES: readonly string[] = [...DOCUMENTS, ...CREDENTIAL_TABLES];
/** Tables that come from the ledger, and can be filled anew from it. */
export const LEDGER_TABLES: readonly string[] = [...LEDGER, ...CREDENTIAL_TABLES, ...SUPERSEDED_TABLES];
