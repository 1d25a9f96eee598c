import { comment, FROM_DOCUMENT, fromBlockZero, FIRST_LEDGER_TABLES, type TableText } from './schema-1';

const tables: Readonly<Record<string, TableText>> = {
  issuer_keys: {
    columns: `${FROM_DOCUMENT}, issuer text NOT NULL, kid text NOT NULL, iss text NOT NULL, block_number bigint NOT NULL`,
    says: "Issuers' registered keys, by RFC 7638 thumbprint (발급자 키)",
  },
  issuer_key_ends: {
    columns: `${FROM_DOCUMENT}, issuer text NOT NULL, kid text NOT NULL, status text NOT NULL, compromised_from bigint`,
    says: 'Keys that are retired or compromised; of these, records from that block on do not count (키의 종료)',
  },
  credential_copies: {
    columns: `${FROM_DOCUMENT}, issuer text NOT NULL, batch_id text NOT NULL, record_id text NOT NULL, kill_tag text NOT NULL,
      kid text NOT NULL, valid_from bigint NOT NULL, valid_until bigint NOT NULL, block_number bigint NOT NULL`,
    says: 'Copies of credentials, as digests; times in seconds since 1970 (인증서 사본)',
  },
  credential_statuses: {
    columns: `${FROM_DOCUMENT}, issuer text NOT NULL, record_id text NOT NULL, status text NOT NULL, reason text NOT NULL`,
    says: 'Copies that their issuer suspended or revoked (인증서 상태)',
  },
  burnt_tags: {
    columns: `${FROM_DOCUMENT}, kill_tag text NOT NULL`,
    says: "Tags whose keys holders' recovery codes have shown (폐기된 표지)",
  },
  use_anchors: {
    columns: `${FROM_DOCUMENT}, firm text NOT NULL, hour bigint NOT NULL, root text NOT NULL`,
    says: 'Roots over the logins of an hour at a firm; hours since 1970, UTC (이용 기록 정박)',
  },
  erasure_attestations: {
    columns: `${FROM_DOCUMENT}, firm text NOT NULL, erasure_id text NOT NULL, places text[] NOT NULL`,
    says: "Firms' word that they have erased what they had of an investor (파기 확인서)",
  },
};

const credentialStates = `SELECT copy.issuer, copy.record_id, copy.batch_id, copy.kid, copy.valid_from, copy.valid_until,
    copy.block_number, CASE WHEN EXISTS (SELECT 1 FROM jangbu.burnt_tags burnt WHERE burnt.kill_tag = copy.kill_tag)
      THEN 'KILLED' ELSE coalesce(status.status, 'ACTIVE') END AS status, status.reason
  FROM jangbu.credential_copies copy LEFT JOIN jangbu.credential_statuses status
    ON status.issuer = copy.issuer AND status.record_id = copy.record_id`;

/** The tables of this migration, all filled from documents. */
export const CREDENTIAL_TABLES: readonly string[] = Object.keys(tables);

/** The statements of migration 2: credentials. The ledger is read anew, since older blocks have them, too. */
export const schema2: readonly string[] = [
  ...Object.entries(tables).flatMap(([name, { columns, says }]) => [
    `CREATE TABLE jangbu.${name} (${columns})`,
    comment('TABLE', name, says),
    `CREATE INDEX ON jangbu.${name} (document)`,
  ]),
  'CREATE TABLE jangbu.given_nonces (nonce text PRIMARY KEY, expires_at numeric NOT NULL, used boolean NOT NULL)',
  comment(
    'TABLE',
    'given_nonces',
    'Nonces of requests for logins, for one use each; not from the ledger (발급된 난수)',
  ),
  'CREATE INDEX ON jangbu.given_nonces (expires_at)',
  'CREATE INDEX ON jangbu.credential_copies (record_id)',
  'CREATE INDEX ON jangbu.credential_copies (kill_tag)',
  `CREATE VIEW jangbu.credential_states AS ${credentialStates}`,
  comment('VIEW', 'credential_states', 'What has become of each copy (인증서 사본의 현재 상태)'),
  ...fromBlockZero(FIRST_LEDGER_TABLES),
];
