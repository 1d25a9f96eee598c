/** Above the parts of a command's help: commander's own headings and ours. */
export const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': '사용법:',
  'Arguments:': '인수:',
  'Options:': '옵션:',
  'Commands:': '명령:',
  'Which member, and which ledger (the first of these that is given):':
    '어느 회원사로, 어느 원장에서 실행할지(여럿이면 먼저 적힌 것이 우선):',
  "Which member's own folder (the first of these that is given):":
    '어느 회원사 폴더인지(여럿이면 먼저 적힌 것이 우선):',
  'Business on the ledger:': '원장 업무:',
  'What members decide together:': '회원사가 함께 정하는 것:',
  "A member's own nodes:": '회원사 자신의 노드:',
  'All members on one machine, for development:': '한 장비에 모든 회원사(개발용):',
  'The command line itself:': '명령줄 자체:',
};
