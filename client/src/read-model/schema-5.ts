import { CREDENTIAL_TABLES } from './schema-2';
import { SUPERSEDED_TABLES } from './schema-3';
import { comment, FIRST_LEDGER_TABLES, fromBlockZero } from './schema-1';
import { ISSUER_TABLES } from './schema-4';

/** The tables of this migration; they come from the ledger. */
export const CLAIM_TABLES: readonly string[] = ['supervisor_copies'];

const instructionStates = `SELECT i.creator, i.instruction_id, i.first_member, i.second_member, i.trade_date,
    i.settlement_date, i.isin, i.currency, i.origin, i.uti, s.business_day AS settled_on,
    CASE WHEN s.business_day IS NOT NULL THEN 'SETTLED'
      WHEN (SELECT count(*) FROM jangbu.instruction_cancellations c
        WHERE (c.creator, c.instruction_id) = (i.creator, i.instruction_id)) = 2 THEN 'CANCELLED'
      WHEN EXISTS (SELECT FROM jangbu.divisions d
        WHERE (d.creator, d.instruction_id) = (i.creator, i.instruction_id)) THEN 'DIVIDED'
      WHEN NOT EXISTS (SELECT FROM jangbu.legs l
        WHERE (l.creator, l.instruction_id) = (i.creator, i.instruction_id) AND NOT EXISTS (
          SELECT FROM jangbu.reservations r
          WHERE (r.creator, r.instruction_id, r.leg) = (l.creator, l.instruction_id, l.leg))) THEN 'RESERVED'
      ELSE 'PENDING' END AS status
  FROM jangbu.instructions i LEFT JOIN jangbu.settlements s USING (creator, instruction_id)`;

/** The statements of migration 5: reservations that stand or do not, claims, a fail's witness. The ledger is read anew. */
export const schema5: readonly string[] = [
  'CREATE TABLE jangbu.supervisor_copies (document text PRIMARY KEY, value_hash text)',
  comment(
    'TABLE',
    'supervisor_copies',
    'What stands with the supervisor of documents that a settlement without this member brings about (감독기관 보유분)',
  ),
  `CREATE OR REPLACE VIEW jangbu.instruction_states AS ${instructionStates}`,
  ...fromBlockZero([
    ...FIRST_LEDGER_TABLES,
    ...CREDENTIAL_TABLES,
    ...SUPERSEDED_TABLES,
    ...ISSUER_TABLES,
    ...CLAIM_TABLES,
  ]),
  'ALTER TABLE jangbu.reservations DROP COLUMN round, DROP COLUMN status',
  'ALTER TABLE jangbu.fails ADD COLUMN witness text NOT NULL',
];
