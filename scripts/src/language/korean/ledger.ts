/** The program itself, and the options that many commands share. */
export const LEDGER: Readonly<Record<string, string>> = {
  'The shared ledger of the Korean securities industry: its network, its contracts, its day':
    '한국 금융투자업계의 공동 장부: 네트워크, 계약(체인코드), 영업일',
  'print the version': '버전을 출력한다',
  'as JSON': '결과를 JSON으로 출력한다',
  "the member's connection profile (or $JANGBU_PROFILE)": '회원사의 접속 프로필 파일(또는 $JANGBU_PROFILE)',
  'the folder with its certificate and key (or $JANGBU_IDENTITY)':
    '회원사의 인증서와 키가 든 폴더(또는 $JANGBU_IDENTITY)',
  'a context by its name: see `jangbu context` (or $JANGBU_CONTEXT)':
    '컨텍스트 이름. `jangbu context` 참고(또는 $JANGBU_CONTEXT)',
  "the member's own folder (or $JANGBU_FOLDER)": '회원사 자체 폴더(또는 $JANGBU_FOLDER)',
  'the member for which you act, on a development network': '개발용 네트워크에서 어느 회원사로 실행할지',
  'the consortium file (default: KOFIA and the 21 firms, or $JANGBU_CONSORTIUM)':
    '컨소시엄 파일(기본값: 금융투자협회와 21개 증권사, 또는 $JANGBU_CONSORTIUM)',
  "the network's folder (default: .jangbu/NAME in the clone, else in the working folder; or $JANGBU_STATE)":
    '네트워크 폴더(기본값: 복제한 저장소의 .jangbu/NAME, 없으면 현재 폴더; 또는 $JANGBU_STATE)',
};
