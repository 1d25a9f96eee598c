/** `jangbu supervision`. */
export const SUPERVISION: Readonly<Record<string, string>> = {
  'supervision, after a vote has named another supervisor: what is taken over':
    '의결로 감독기관이 바뀐 뒤의 감독 업무 인수',
  "how far the handover is, and whether what was taken over is what was agreed, by the own peer's blocks":
    '인수가 어디까지 되었는지, 인수한 문서가 합의된 것과 같은지를 자기 피어의 블록으로 확인한다',
  'take over what former supervisors held, from whoever has it (as the supervisor); run it again until nothing is due':
    '전임 감독기관이 보유하던 문서를 가진 회원사에게서 인수한다(감독기관). 남은 문서가 없을 때까지 다시 실행한다',
};
