/** `jangbu credentials`. */
export const CREDENTIALS: Readonly<Record<string, string>> = {
  "issuers' keys, and what has become of credentials; digests only":
    '발급자의 키와 신원 증명의 상태. 원장에는 해시만 있다',
  'all registered keys': '등록된 키를 모두 보여 준다',
  'take an own key out of use; what it signed stands':
    '자기 키의 사용을 끝낸다. 그 키로 서명한 것은 그대로 유효하다',
  "declare that an own key is in a stranger's hands: final":
    '자기 키가 유출되었음을 선언한다. 되돌릴 수 없다',
  'the first block whose records do not count': '기록을 인정하지 않을 첫 블록',
  'a batch as it was recorded, as JSON': '기록된 발급 묶음을 JSON으로 보여 준다',
  'what has become of one copy': '사본 하나의 상태를 보여 준다',
  'its record id': '사본의 기록 식별자',
  'suspend copies of an own batch, up to 100': '자기 발급 묶음의 사본을 정지한다. 한 번에 100개까지',
  why: '사유',
  'revoke copies of an own batch, up to 100: final':
    '자기 발급 묶음의 사본을 폐지한다. 한 번에 100개까지이며 되돌릴 수 없다',
  "end an investor's whole set by the recovery code, through any member":
    '복구 코드로 투자자의 사본을 모두 종료한다. 어느 회원사를 통해서도 된다',
  'as the investor reads it from paper': '투자자가 종이에서 읽어 준 복구 코드',
  "show the others' mirrors that this member is there":
    '이 회원사가 살아 있음을 다른 회원사의 미러에 알린다(생존 신호)',
};
