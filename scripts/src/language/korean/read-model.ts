/** `jangbu store`. */
export const READ_MODEL: Readonly<Record<string, string>> = {
  "a member's own view of the ledger, in SQL": '회원사가 자체 SQL 데이터베이스에 두는 원장 조회본',
  "bring the ledger's blocks in, until Ctrl-C": '원장의 블록을 계속 반영한다. Ctrl-C로 끝낸다',
  "a folder for PGlite (default: in the member's own folder)": 'PGlite 폴더(기본값: 회원사 자체 폴더 안)',
  'a PostgreSQL server instead: postgres://user:password@host:port/database':
    '대신 쓸 PostgreSQL 서버: postgres://user:password@host:port/database',
  'empty it, and fill it anew from block zero to where it stood':
    '비운 뒤 0번 블록부터 원래 위치까지 다시 채운다',
  'how far it is, and a row count and hash for each table':
    '어느 블록까지 반영했는지, 표마다 행 수와 해시를 보여 준다',
};
