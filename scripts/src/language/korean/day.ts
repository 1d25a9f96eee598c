/** `jangbu day`. */
export const DAY: Readonly<Record<string, string>> = {
  'the business day: read it, move it (as an operator)': '영업일을 조회하고 옮긴다(옮기기는 운영 담당)',
  'say which business day it is, and its phase': '현재 영업일과 단계를 알려 준다',
  'close what is open and open the next business day, as far as it is due (as an operator)':
    '때가 된 만큼 열린 영업일을 마감하고 다음 영업일을 연다(운영 담당)',
  'move the day at its cut-offs (Korean time) and attest it, until Ctrl-C (as an operator)':
    '마감시각(한국 시간)에 맞춰 영업일을 옮기고 확인 서명한다. Ctrl-C를 누를 때까지 계속한다(운영 담당)',
  'do what is due now, and end': '지금 할 일만 하고 끝낸다',
  'move the day to its next phase, once it is due (as an operator)':
    '때가 되면 영업일을 다음 단계로 옮긴다(운영 담당)',
  'RESERVATION_CLOSED, SETTLEMENT_CLOSED, MATCHING_CLOSED or CLOSED':
    'RESERVATION_CLOSED(예약 마감), SETTLEMENT_CLOSED(결제 마감), MATCHING_CLOSED(대사 마감), CLOSED(영업 마감) 중 하나',
  "sign what a member's own peer says of a closed day, and record it":
    '마감한 영업일에 대해 자기 피어가 확인한 내용에 서명하고 원장에 기록한다',
  'the day, YYYY-MM-DD (default: the one closed last)': '영업일, YYYY-MM-DD(기본값: 마지막으로 마감한 날)',
  'say whether a day is sealed, and by whom': '영업일이 봉인되었는지, 어느 회원사가 봉인했는지 알려 준다',
  'YYYY-MM-DD': '날짜, YYYY-MM-DD',
};
