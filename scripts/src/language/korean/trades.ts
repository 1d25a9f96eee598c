/** `jangbu trades`. */
export const TRADES: Readonly<Record<string, string>> = {
  "a firm's trades: record, correct, match, cancel, find, see what differs":
    '증권사의 거래: 기록, 정정, 대사, 취소, 조회, 불일치 확인',
  'record the trades of a file': '파일에 든 거래를 기록한다',
  'CSV with the columns uti, counterparty, trade_date, side (BUY, SELL), isin, quantity, price, currency, amount, settlement_date, account_kind (HOUSE, CLIENT), reference; for bonds also clean_price, accrued_interest; payment (FREE) for what is free of payment':
    'uti, counterparty, trade_date, side(BUY, SELL), isin, quantity, price, currency, amount, settlement_date, account_kind(HOUSE, CLIENT), reference 열이 있는 CSV. 채권은 clean_price, accrued_interest 열도, 무상 거래는 payment(FREE) 열도',
  'send again what an earlier command has left in doubt; nothing is recorded twice':
    '앞선 명령에서 결과가 불확실한 것을 다시 보낸다. 두 번 기록되지 않는다',
  "replace the firm's own statements that are not matched yet":
    '아직 대사가 일치하지 않은 자기 진술을 정정한다',
  'CSV, as for submit: the new statements': '새 진술이 든 CSV 파일. 형식은 submit과 같다',
  "take the firm's own statements back that are not matched yet":
    '아직 대사가 일치하지 않은 자기 진술을 철회한다',
  'the other firm': '상대 증권사',
  'the trade date, YYYY-MM-DD (default: the business day)': '체결일, YYYY-MM-DD(기본값: 현재 영업일)',
  'consent to cancelling matched trades; in effect when the other firm does, too':
    '대사가 일치한 거래의 취소에 동의한다. 상대도 동의하면 효력이 생긴다',
  'the UTI under which both firms state the trade anew': '양쪽이 거래를 다시 진술할 때 쓸 UTI',
  "match the firm's trades with the other firm's": '자기 거래를 상대 증권사의 거래와 대사한다',
  'list the trades on which the two firms differ': '두 증권사의 기록이 서로 다른 거래를 보여 준다',
  'find one trade by its UTI; what is known of it, as JSON':
    'UTI로 거래 한 건을 찾아 알려진 내용을 JSON으로 보여 준다',
  "the other firm, where the member's own commands did not submit the trade":
    '상대 증권사. 자기 명령으로 제출하지 않은 거래일 때 지정한다',
  'make the proof of one trade for an outsider, once its day is sealed':
    '영업일이 봉인된 거래 한 건을 외부인에게 증명할 증명서를 만든다',
  "whose statement to prove (default: one's own)": '누구의 진술을 증명할지(기본값: 자기 진술)',
  'where to write it (default: standard output)': '저장할 파일(기본값: 표준 출력)',
  'check a receipt offline, with the configuration block of the channel':
    '채널 구성 블록으로 증명서를 오프라인에서 검증한다',
  "the channel's configuration block (default: the development network's own)":
    '채널 구성 블록(기본값: 개발용 네트워크의 블록)',
  'a receipt, JSON': '증명서 JSON 파일',
};
