/** The command line itself: `jangbu context`, `jangbu completion`, `jangbu schema`. */
export const ITSELF: Readonly<Record<string, string>> = {
  'for which member commands act: profile and identities under a name':
    '어느 회원사로 명령을 실행할지: 프로필과 신원에 붙인 이름',
  'all contexts; the current one is marked': '모든 컨텍스트를 보여 준다. 현재 컨텍스트에 표시가 붙는다',
  'what a context comes to: member, peers, where its identities and documents are':
    '컨텍스트의 내용을 보여 준다: 회원사, 피어, 신원과 보관 문서의 위치',
  'the context (default: $JANGBU_CONTEXT, or the current one)':
    '컨텍스트(기본값: $JANGBU_CONTEXT 또는 현재 컨텍스트)',
  'make a context, or change what is named of one; the first one becomes the current one':
    '컨텍스트를 만들거나 지정한 항목만 바꾼다. 처음 만든 것이 현재 컨텍스트가 된다',
  "the connection profile, ours or Fabric's common one": '접속 프로필. 장부 형식 또는 Fabric 공통 형식',
  'certificate and key for all roles that --identity-for does not name':
    '--identity-for로 지정하지 않은 모든 역할에 쓸 인증서와 키',
  'certificate and key for a role; as often as needed': '역할 하나에 쓸 인증서와 키. 여러 번 지정할 수 있다',
  "the member's own folder (profile.json and identities/ROLE in it, if not named)":
    '회원사 자체 폴더(따로 지정하지 않으면 그 안의 profile.json과 identities/ROLE을 쓴다)',
  'the member id, where the profile does not say it': '회원사 식별자. 프로필에 없을 때 쓴다',
  'the channel, where the profile does not say it': '채널. 프로필에 없을 때 쓴다',
  'the chaincode, where the profile does not say it (default: jangbu)':
    '체인코드 이름. 프로필에 없을 때 쓴다(기본값: jangbu)',
  "the organisation in Fabric's common profile, where it has several":
    'Fabric 공통 프로필에 기관이 여럿일 때 어느 기관인지',
  'make it the current one': '현재 컨텍스트로 삼는다',
  'take a context from now on where none is named': '앞으로 따로 지정하지 않으면 이 컨텍스트를 쓴다',
  'forget a context; the files that it names stay': '컨텍스트를 지운다. 가리키던 파일은 그대로 남는다',
  'print a script by which your shell completes commands and options':
    '셸에서 명령과 옵션을 자동 완성하는 스크립트를 출력한다',
  'your shell': '사용하는 셸',
  'what a command prints with --json, as JSON Schema; without one, the commands that have a schema':
    '명령이 --json으로 출력하는 것의 JSON Schema를 보여 준다. 명령을 적지 않으면 스키마가 있는 명령을 보여 준다',
  'the command, e.g. trades submit': '명령. 예: trades submit',
};
