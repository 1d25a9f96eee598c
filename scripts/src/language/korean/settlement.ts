/** `jangbu settlement`. */
export const SETTLEMENT: Readonly<Record<string, string>> = {
  'delivery against payment: instruct, reserve, settle, claim, divide, cancel, record fails':
    '증권대금동시결제(DvP): 지시, 예약, 결제, 수령, 분할, 취소, 불이행 기록',
  "claim what settled while the firm's peer was away": '자기 피어가 없는 동안 결제된 것을 수령한다',
  "the firm's instructions and how they stand": '자기 결제 지시와 그 상태를 보여 준다',
  'show, give or take back the word that lets the pair settle gross':
    '두 증권사의 건별 결제 허용 여부를 보여 주고, 허용하거나 거둔다',
  'allow trades to be instructed one by one, where the other firm does, too':
    '거래를 하나씩 결제 지시로 만드는 것을 허용한다. 상대방도 허용해야 효력이 있다',
  'take that back: what has been instructed stands': '허용을 거둔다. 이미 만든 결제 지시는 그대로 남는다',
  'make instructions out of what the pair has matched': '두 증권사가 대사한 거래로 결제 지시를 만든다',
  'one for each trade of this match, instead of netting':
    '차감하지 않고 이 대사에 든 거래마다 결제 지시를 하나씩 만든다',
  "set the firm's lots aside (default: for all that it owes)":
    '자기 로트를 결제용으로 예약한다(기본값: 줄 것 전부)',
  'MEMBER/ID': '결제 지시, MEMBER/ID(회원사/식별자)',
  'settle instructions (default: all that are due and reserved)':
    '결제 지시를 결제한다(기본값: 이행기일이 되고 예약이 끝난 것 전부)',
  "give the firm's reserved lots back": '예약한 자기 로트를 푼다',
  'consent to cancelling an instruction; in effect once both firms have':
    '결제 지시의 취소에 동의한다. 양쪽이 모두 동의하면 효력이 생긴다',
  'allow an instruction to be divided, so that a part can settle; it stands for good':
    '일부라도 결제되도록 결제 지시의 분할을 허용한다. 되돌릴 수 없다',
  'so much of the security at least has to settle at once': '한 번에 결제해야 할 증권의 최소 수량',
  'put a part and a rest in the place of an instruction, where both firms allow it':
    '양쪽이 허용한 결제 지시를 일부와 나머지로 나눈다',
  "of the security in the part, in the security's smallest unit":
    '먼저 결제할 증권 수량. 증권의 최소 단위로 적는다',
  'record that an instruction did not settle today (as the supervisor, once settlement has closed)':
    '오늘 결제되지 않은 결제 지시를 불이행으로 기록한다(감독기관, 결제 마감 뒤)',
};
