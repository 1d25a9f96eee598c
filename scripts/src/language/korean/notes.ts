/** What stands below the help of some commands. */
export const NOTES: Readonly<Record<string, string>> = {
  [[
    'First steps, on a machine of your own with all members on it:',
    '  jangbu network up         bring the network up, founded by its members',
    '  jangbu network status     see the members and how far their peers are',
    '  jangbu day next           open the first business day',
    '  jangbu trades submit FILE --as nh',
    "                            record a firm's trades",
    '  jangbu network down       stop everything; --purge forgets the ledger, too',
  ].join('\n')]: [
    '처음 해 볼 일(내 장비 하나에 모든 회원사를 띄울 때):',
    '  jangbu network up         회원사들이 창립한 네트워크를 띄운다',
    '  jangbu network status     회원사와 피어의 블록 높이를 본다',
    '  jangbu day next           첫 영업일을 연다',
    '  jangbu trades submit FILE --as nh',
    '                            증권사의 거래를 기록한다',
    '  jangbu network down       모두 멈춘다. --purge를 붙이면 원장까지 지운다',
  ].join('\n'),
  [[
    'It goes by the clock of this machine, the calendar and the cut-offs on the ledger. It keeps nothing',
    'besides: end it and start it again as you like. What was missed meanwhile is done at once, in order:',
    'no phase and no business day is left out. The supervisor moves the day at a cut-off; for another member',
    'this moves it later, where the supervisor has not. `jangbu calendar show` lists the cut-offs, and how much',
    'later. Peers go by their own clocks. Fails are recorded apart, with `jangbu settlement fail`, between the',
    'ends of settlement and of the day.',
  ].join('\n')]: [
    '이 장비의 시계와, 원장에 있는 휴장일과 마감시각을 따른다. 따로 보관하는 것이 없으므로 언제든 끝내고 다시',
    '시작해도 된다. 그사이 하지 못한 일은 순서대로 바로 처리하며, 어떤 단계도 어떤 영업일도 건너뛰지 않는다.',
    '마감시각에는 감독기관이 영업일을 옮기고, 감독기관이 옮기지 않으면 조금 뒤에 다른 회원사가 이 명령으로 옮긴다.',
    '마감시각과 그 간격은 `jangbu calendar show`로 본다. 피어는 각자 자기 시계를 따른다. 결제불이행은 결제 마감과',
    '영업 마감 사이에 `jangbu settlement fail`로 따로 기록한다.',
  ].join('\n'),
  [[
    'A folder is open in one process at a time; a PostgreSQL database in any number. End it when you like:',
    'it goes on where it was. docs/read-model.md describes the tables (schema jangbu).',
  ].join('\n')]: [
    '폴더는 한 번에 한 프로세스만 열 수 있고, PostgreSQL 데이터베이스는 여러 프로세스가 열 수 있다. 언제든 끝내도',
    '되며, 다음에 멈춘 곳부터 이어 간다. 표(jangbu 스키마)는 docs/read-model.md에 설명되어 있다.',
  ].join('\n'),
  [[
    'Contexts are in $JANGBU_CONFIG, or in ~/.config/jangbu/config.yaml: names of files, never keys. Paths in it',
    'are seen from its folder. An option or a variable (--context, $JANGBU_CONTEXT) comes before the current one.',
  ].join('\n')]: [
    '컨텍스트는 $JANGBU_CONFIG, 없으면 ~/.config/jangbu/config.yaml에 있다. 파일 이름만 담고 키는 담지 않는다.',
    '상대 경로는 그 파일의 폴더를 기준으로 한다. 옵션이나 환경 변수(--context, $JANGBU_CONTEXT)가 현재 컨텍스트보다',
    '우선한다.',
  ].join('\n'),
  [[
    'bash:  source <(jangbu completion bash)',
    'zsh:   source <(jangbu completion zsh)',
    'fish:  jangbu completion fish | source',
  ].join('\n')]: [
    '쓰는 셸에서 다음을 실행한다.',
    'bash:  source <(jangbu completion bash)',
    'zsh:   source <(jangbu completion zsh)',
    'fish:  jangbu completion fish | source',
  ].join('\n'),
};
