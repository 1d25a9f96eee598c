/** A member's own nodes: `jangbu member`, `jangbu node`, `jangbu channel`, `jangbu fabric`. */
export const NODES: Readonly<Record<string, string>> = {
  "a member's own folder: who it is, its keys, what it hands out":
    '회원사 자체 폴더: 회원사 정보, 키, 다른 회원사에 건넬 것',
  'write member.yaml: who the member is, and where its nodes are':
    '회원사가 누구이고 노드가 어디 있는지 적은 member.yaml을 만든다',
  "the folder with member.yaml (or $JANGBU_FOLDER; default: the working folder, else the current context's)":
    'member.yaml이 있는 폴더(또는 $JANGBU_FOLDER; 기본값: 현재 폴더, 없으면 현재 컨텍스트의 폴더)',
  'where to write member.yaml (or $JANGBU_FOLDER; default: the working folder)':
    'member.yaml을 쓸 폴더(또는 $JANGBU_FOLDER; 기본값: 현재 폴더)',
  'a context that names a folder (or $JANGBU_CONTEXT)': '폴더를 가리키는 컨텍스트(또는 $JANGBU_CONTEXT)',
  'short name in keys, folders and commands': '키, 폴더, 명령에 쓰는 짧은 이름',
  "Fabric's name for the organisation, e.g. NhMSP": 'Fabric에서 쓰는 기관 이름. 예: NhMSP',
  'English name': '영문 이름',
  'Korean name': '한글 이름',
  'Legal Entity Identifier (ISO 17442)': '법인식별기호 LEI(ISO 17442)',
  "DNS domain under which the member's nodes stand": '회원사 노드가 속한 DNS 도메인',
  'name or address by which others reach this host': '다른 회원사가 이 호스트에 접속할 이름이나 주소',
  'address of this host on which the nodes listen': '노드가 접속을 받을 이 호스트의 주소',
  "the channel's name": '채널 이름',
  'how many peers': '피어 수',
  'how many consenters': '합의 노드 수',
  'make what is missing of keys and certificates; keeps what is there':
    '없는 키와 인증서를 만든다. 있는 것은 그대로 둔다',
  'write what the member hands out: certificates and addresses, no key':
    '다른 회원사에 건넬 공개 명세를 만든다: 인증서와 주소만 담고 키는 담지 않는다',
  "write the connection profile with the member's own peers, for its applications":
    '회원사 애플리케이션이 쓸, 자기 피어가 적힌 접속 프로필을 만든다',
  "where to (default: profile.json in the member's folder)":
    '저장할 파일(기본값: 회원사 폴더의 profile.json)',
  'make one more identity for a client, with its role in the certificate':
    '클라이언트용 신원을 하나 더 만든다. 역할은 인증서에 담긴다',
  'what its folder under identities/ is called, e.g. trader-desk2':
    'identities/ 아래에 둘 폴더 이름. 예: trader-desk2',
  'admin, operator, trader, issuer, verifier, auditor':
    'admin, operator, trader, issuer, verifier, auditor 중 하나',
  'certificates and when they end, own nodes; exit 1 when a certificate is missing or wrong':
    '인증서와 만료일, 자기 노드를 보여 준다. 인증서가 없거나 잘못되었으면 종료 코드 1',
  "a member's own peers and consenters on this host": '이 호스트에 있는 회원사 자신의 피어와 합의 노드',
  'start own nodes that do not run, and wait until they answer':
    '멈춰 있는 자기 노드를 시작하고 응답할 때까지 기다린다',
  'which (default: all in member.yaml)': '대상 노드(기본값: member.yaml의 모든 노드)',
  'stop own nodes, peers first; what they hold stays':
    '자기 노드를 피어부터 멈춘다. 노드의 데이터는 그대로 남는다',
  'stop own nodes and start them by what member.yaml says now':
    '자기 노드를 멈추고 지금의 member.yaml대로 다시 시작한다',
  'own nodes, heights, memory; exit 1 unless all of them run':
    '자기 노드와 블록 높이, 메모리를 보여 준다. 하나라도 멈춰 있으면 종료 코드 1',
  "an own node's log": '자기 노드의 로그를 보여 준다',
  'so many of the last lines': '마지막 몇 줄을 볼지',
  'go on with what is written from now on': '새로 기록되는 내용을 계속 보여 준다',
  "the node's name": '노드 이름',
  'write files by which systemd, Docker Compose or Kubernetes start own nodes':
    '자기 노드를 systemd, Docker Compose, Kubernetes로 시작할 파일을 만든다',
  'systemd, compose, kubernetes': 'systemd, compose, kubernetes 중 하나',
  'the system user that systemd starts them as (default: your own)':
    'systemd가 노드를 시작할 때 쓸 시스템 사용자(기본값: 지금 사용자)',
  "the channel's first block, joining it, and how it stands": '채널의 첫 블록, 채널 참여와 현황',
  "make the channel's first block: the same bytes at every member":
    '채널의 첫 블록(제네시스)을 만든다. 어느 회원사에서 만들어도 바이트까지 같다',
  'the founding list': '창립 명단',
  "the members' descriptors: files, or folders with them": '회원사들의 공개 명세 파일, 또는 그것이 든 폴더',
  'let own nodes join the channel, consenters first; harmless where they have':
    '자기 노드를 합의 노드부터 채널에 참여시킨다. 이미 참여했으면 아무 일도 없다',
  "the channel's first block (default: the one with which own nodes joined before)":
    '채널의 첫 블록(기본값: 자기 노드가 전에 참여할 때 쓴 것)',
  'only this peer: one that was added later': '이 피어만. 나중에 추가한 피어에 쓴다',
  "own nodes, the others' peers as own gossip has them, the consenters; needs nobody else's key":
    '자기 노드, 자기 가십에 보이는 다른 회원사의 피어, 합의 노드를 보여 준다. 다른 회원사의 키는 필요 없다',
  "Fabric's programs: found by FABRIC_BIN or PATH, or built once":
    'Fabric 프로그램: FABRIC_BIN이나 PATH에서 찾고, 없으면 한 번 빌드한다',
  'say which programs would be used, and where they come from':
    '어떤 프로그램이 쓰이고 어디에서 온 것인지 알려 준다',
  'build the programs into the cache unless they are there': '프로그램이 없으면 캐시에 빌드한다',
};
