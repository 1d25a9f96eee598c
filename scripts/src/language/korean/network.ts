/** `jangbu network`. */
export const NETWORK: Readonly<Record<string, string>> = {
  "the consortium's network on this machine": '이 장비에서 도는 컨소시엄 네트워크',
  'bring it up, with the ledger that it has; mends what is down':
    '기존 원장으로 네트워크를 띄운다. 멈춘 것은 다시 살린다',
  'stop everything that `up` started': '`up`으로 시작한 것을 모두 멈춘다',
  'remove the ledger, the keys and the logs, too': '원장, 키, 로그까지 지운다',
  'members, heights, lag, memory; exit 1 unless everything runs that is on this machine':
    '회원사, 블록 높이, 지연, 메모리를 보여 준다. 이 장비에서 멈춘 것이 있으면 종료 코드 1',
  "a node's log": '노드의 로그를 보여 준다',
  "a node's name, or a member's id": '노드 이름 또는 회원사 식별자',
  'the networks on this machine, from whichever clone: where they are, on which ports, what runs':
    '어느 저장소에서 띄웠든 이 장비에 있는 네트워크를 모두 보여 준다: 위치, 포트, 실행 중인 것',
};
