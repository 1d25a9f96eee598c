/** `jangbu holdings`. */
export const HOLDINGS: Readonly<Record<string, string>> = {
  'what a firm holds: positions, lots, deposits': '증권사의 보유: 잔고, 로트, 입고',
  'what the firm holds, by instrument and account': '종목과 계좌 구분별 보유 잔고를 보여 준다',
  "the firm's lots that are not spent": '아직 쓰이지 않은 자기 로트를 보여 준다',
  'an ISIN, or KRW for the settlement won': 'ISIN 또는 결제용 원화를 뜻하는 KRW',
  'issue a lot to a firm against what is in custody for it (as the custodian; unnamed, the supervisor)':
    '예탁된 수량만큼 증권사에 로트를 발행한다(예탁기관. 지정하지 않으면 감독기관)',
  'HOUSE or CLIENT': 'HOUSE(자기) 또는 CLIENT(위탁)',
  'an id for the deposit: the same call under it is the same deposit':
    '입고 식별자. 같은 식별자로 다시 실행해도 같은 입고로 처리한다',
  'the member that owns it': '소유 회원사',
  "in the instrument's smallest unit": '수량. 종목의 최소 단위로 적는다',
  'send again the movements of lots that an earlier command has left in doubt; nothing moves twice':
    '앞선 명령에서 결과가 불확실한 로트 이동을 다시 보낸다. 두 번 옮겨지지 않는다',
  'prove the whole: all lots against deposits and withdrawals (as the supervisor)':
    '전체 로트 합계가 입고에서 출고를 뺀 것과 같은지 검증한다(감독기관)',
};
