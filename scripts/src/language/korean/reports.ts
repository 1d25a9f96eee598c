/** `jangbu report` and `jangbu audit`. */
export const REPORTS: Readonly<Record<string, string>> = {
  'reports of a business day, as tables, CSV or JSON': '영업일 보고서. 표, CSV, JSON으로 출력한다',
  'all reports of a day at once': '하루치 보고서를 한꺼번에 출력한다',
  'the business day, YYYY-MM-DD (default: the one in force)': '영업일, YYYY-MM-DD(기본값: 현재 영업일)',
  'as CSV': '결과를 CSV로 출력한다',
  'where it is written (default: standard output)': '저장할 파일(기본값: 표준 출력)',
  'a line a pair: matched, broken, waiting, owed':
    '상대 증권사별 한 줄: 대사 일치, 불일치, 상대 대기, 결제 의무',
  'a line for each field on which two firms differ': '두 증권사의 기록이 다른 항목마다 한 줄',
  'trades whose other side is not stated': '상대가 아직 진술하지 않은 거래',
  'what settled on the day, and what was due and did not':
    '그날 결제된 것과, 이행기일이 되었으나 결제되지 않은 것',
  'fails of the day, the side at fault, and penalties': '그날의 결제불이행, 책임 있는 쪽, 위약금',
  'opening + movements = closing, for any business day': '기초 + 이동 = 기말. 어느 영업일이든 조회할 수 있다',
  'what netting saves of the trades of the day': '그날 거래에서 차감으로 줄어든 결제량',
  'for the supervisor: all that is outstanding is what was deposited and not withdrawn':
    '감독기관용: 전체 보유가 입고에서 출고를 뺀 것과 같은지',
  "compare a firm's own CSV file with the ledger; exit code 1 where they differ":
    '증권사 자체 CSV 파일을 원장과 대사한다. 다르면 종료 코드 1',
  'trades or holdings': 'trades(거래) 또는 holdings(보유)',
  'trades: as `trades submit` takes it; holdings: instrument,account_kind,amount':
    '거래는 `trades submit` 형식, 보유는 instrument,account_kind,amount 형식의 CSV 파일',
  "the supervisor's reads: recorded on the ledger before they are answered":
    '감독기관의 열람. 답을 받기 전에 먼저 원장에 기록된다',
  "a pair's trades of one day (as the supervisor's auditor)":
    '두 증권사의 하루치 거래를 열람한다(감독기관 감사 담당)',
  'why: a case number, the provision; stays off the ledger':
    '열람 사유: 사건 번호, 근거 조항. 원장에는 남지 않는다',
  "a pair's settlement instructions (as the supervisor's auditor)":
    '두 증권사의 결제 지시를 열람한다(감독기관 감사 담당)',
  "what a firm holds (as the supervisor's auditor)": '증권사의 보유를 열람한다(감독기관 감사 담당)',
  'the inquiries of a business day, as every member sees them':
    '그 영업일의 열람 요청을 보여 준다. 모든 회원사에 똑같이 보인다',
  'YYYY-MM-DD (default: the business day)': '날짜, YYYY-MM-DD(기본값: 현재 영업일)',
  'a former supervisor': '이전 감독기관',
  'whether what a regulator shows of its reading is what was recorded':
    '감독기관이 내놓은 열람 내역이 기록된 것과 같은지 검증한다',
  'scopes of an inquiry, as `audit` commands keep them': '`audit` 명령이 보관한 열람 범위 파일',
};
