/** What members decide together: `jangbu founding`, `jangbu proposals`, `jangbu calendar`. */
export const DECISIONS: Readonly<Record<string, string>> = {
  'the founding list that all members agree on, and the first vote':
    '모든 회원사가 합의하는 창립 명단과 첫 투표',
  'write a founding list: who founds the ledger, on which channel; the same bytes for everybody':
    '창립 명단을 만든다. 어느 채널에서 누가 원장을 창립하는지 적으며, 누가 만들어도 바이트까지 같다',
  'a consortium file, or one with its fields channel, members, roles and time alone':
    '컨소시엄 파일, 또는 그 가운데 channel, members, roles, time 항목만 있는 파일',
  'by what the business day moves: clock, or free for development and tests, where the supervisor moves it at will':
    '영업일이 무엇에 따라 움직이는지: clock(시계), 또는 개발과 시험에서 감독기관이 마음대로 옮기는 free',
  'the channel, where members are named by --member': '채널. 회원사를 --member로 지정할 때 쓴다',
  'a member, e.g. "{ id: org1, mspId: Org1MSP, name: { en: One, ko: 하나 }, leiMadeUp: true }"':
    '회원사. 예: "{ id: org1, mspId: Org1MSP, name: { en: One, ko: 하나 }, leiMadeUp: true }"',
  'where the contracts read what a client may do: attribute (jangbu.role in its certificate) or node-ou':
    '클라이언트의 역할을 계약이 읽는 곳: attribute(인증서의 jangbu.role) 또는 node-ou',
  'where to': '저장할 곳',
  "the members' descriptors, in any order": '회원사들의 공개 명세. 순서는 상관없다',
  'a founding list in words, and the hash that members compare; without a file, how the ledger was founded':
    '창립 명단의 내용과 회원사끼리 대조할 해시를 보여 준다. 파일이 없으면 원장이 어떻게 창립되었는지 보여 준다',
  'the founding list, as `founding make` writes it': '`founding make`로 만든 창립 명단',
  "found the ledger with the list that the members approved; any member’s admin, once (as the member's admin)":
    '회원사들이 승인한 명단으로 원장을 창립한다. 어느 회원사든 한 번만 하면 된다(회원사 관리자)',
  "put the founding vote: roles of members, parameters and instruments, out of a file (as the member's admin)":
    '창립 투표를 안건으로 올린다: 회원사의 역할, 매개변수, 종목을 파일에서 읽는다(회원사 관리자)',
  'a consortium file, or one with its fields members (id, roles, issuer), parameters and instruments alone':
    '컨소시엄 파일, 또는 그 가운데 members(id, roles, issuer), parameters, instruments 항목만 있는 파일',
  'one line for the voters; public, so never a person’s name':
    '투표할 회원사에 보일 한 줄 제목. 공개되므로 개인 이름은 적지 않는다',
  'what the members put to the vote': '회원사가 투표에 부치는 안건',
  'list all proposals and their votes': '모든 안건과 투표 현황을 보여 준다',
  "put a list of actions to the vote (as the member's admin)": '조치 목록을 투표에 부친다(회원사 관리자)',
  "the proposal's id (default: a new one); the same call under it is the same proposal":
    '안건 식별자(기본값: 새로 만듦). 같은 식별자로 다시 실행해도 같은 안건이다',
  'JSON: an array of actions, e.g. [{"kind":"SET_INSTRUMENT_STATUS","isin":…,"status":"SUSPENDED"}]':
    '조치 배열이 든 JSON 파일. 예: [{"kind":"SET_INSTRUMENT_STATUS","isin":…,"status":"SUSPENDED"}]',
  'show a proposal: what it does, its votes, until when it is open':
    '안건 하나를 보여 준다: 조치 내용, 투표 현황, 투표 기한',
  "vote on a proposal, or change the vote while it is open (as the member's admin)":
    '안건에 투표하거나, 열려 있는 동안 표를 바꾼다(회원사 관리자)',
  "count the votes by the members as they are now, and end the proposal if it is decided, has lapsed or is void (as the member's admin)":
    '지금의 회원사 기준으로 표를 세고, 결정되었거나 기한이 지났거나 무효가 된 안건을 끝낸다(회원사 관리자)',
  "take an open proposal of the member's own back (as the member's admin)":
    '자사가 올린 열려 있는 안건을 철회한다(회원사 관리자)',
  'the last business day on which it can be carried, YYYY-MM-DD, at most 90 days away (default: 30 days from now)':
    '가결될 수 있는 마지막 영업일, YYYY-MM-DD, 최대 90일 뒤(기본값: 지금부터 30일)',
  'PROPOSER/ID': '안건, PROPOSER/ID(제안 회원사/식별자)',
  'for or against': 'for(찬성) 또는 against(반대)',
  'closed days, cut-offs and settlement rules: read, propose':
    '휴장일, 마감시각, 결제 규칙: 조회하고 안건으로 올린다',
  'list settlement rules, cut-offs and closed days on the ledger':
    '원장에 있는 결제 규칙, 마감시각, 휴장일을 보여 준다',
  'closed days of one year only': '한 해의 휴장일만',
  "put a year's holidays by the gazette and the exchange's own closed days to the vote (as the member's admin)":
    '관보의 공휴일과 거래소 휴장일로 한 해의 휴장일을 투표에 부친다(회원사 관리자)',
  'the year, YYYY': '연도, YYYY',
  "put days to the vote by hand: a holiday declared at short notice, or one taken back (as the member's admin)":
    '날짜를 직접 지정해 투표에 부친다: 임시공휴일을 지정하거나 거둔다(회원사 관리자)',
  'days to be closed, YYYY-MM-DD': '휴장할 날, YYYY-MM-DD',
  'closed days to be open again': '다시 개장할 휴장일',
  "put other cut-offs to the vote (HH:MM, Korean time); those not named stay as they are (as the member's admin)":
    '마감시각 변경을 투표에 부친다(HH:MM, 한국 시간). 지정하지 않은 것은 그대로다(회원사 관리자)',
  'the first business day, YYYY-MM-DD': '처음 적용할 영업일, YYYY-MM-DD',
  'for that day only': '그날 하루만 적용한다',
  'the day opens': '영업일을 여는 시각',
  'no trades are recorded and matched any more': '거래 기록과 대사를 마감하는 시각',
  'no lots are reserved any more': '로트 예약을 마감하는 시각',
  'what did not settle has failed': '결제를 마감하는 시각. 결제되지 않은 것은 불이행이 된다',
  'the day closes': '영업일을 마감하는 시각',
};
