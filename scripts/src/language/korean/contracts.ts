/** `jangbu chaincode`. */
export const CONTRACTS: Readonly<Record<string, string>> = {
  "the contracts' package and its deployment": '계약(체인코드) 패키지와 배포',
  'write the package: the same bytes and id at every member':
    '패키지를 만든다. 어느 회원사에서 만들어도 바이트와 식별자가 같다',
  'the founding list (default: that of the consortium file)': '창립 명단(기본값: 컨소시엄 파일의 것)',
  'node: the contracts themselves; ccaas: where they are served':
    'node: 계약 자체를 담는다. ccaas: 계약 서비스의 위치만 담는다',
  'of type ccaas: where peers find the service': 'ccaas일 때: 피어가 접속할 서비스 주소',
  "of type ccaas: PEM of the CA of the service's certificate":
    'ccaas일 때: 서비스 인증서를 발급한 CA의 PEM 파일',
  'the package’s label (default: jangbu_VERSION)': '패키지 라벨(기본값: jangbu_VERSION)',
  'where to (default: LABEL.tar.gz)': '저장할 파일(기본값: LABEL.tar.gz)',
  "install a package on the member's own peers": '자기 피어에 패키지를 설치한다',
  'on this one of the own peers only': '자기 피어 가운데 이 피어에만 설치한다',
  'the tar.gz that `jangbu chaincode package` wrote': '`jangbu chaincode package`로 만든 tar.gz 파일',
  'approve a definition for the member: the one in force if it has not, or the next':
    '회원사로서 정의를 승인한다: 적용 중인 것을 아직 승인하지 않았으면 그것을, 아니면 다음 것을',
  'the package by its id instead, where it is installed already':
    '파일 대신 패키지 식별자. 이미 설치된 패키지일 때 쓴다',
  "the definition's version (default: what the package's label says)":
    '정의의 버전(기본값: 패키지 라벨에 적힌 것)',
  'which definition (default: found from what is in force)': '정의의 순번(기본값: 적용 중인 정의에서 찾음)',
  "the channel's policy for endorsements (default: /Channel/Application/Majority where the channel has it, else Endorsement)":
    '채널의 보증 정책(기본값: 채널에 있으면 /Channel/Application/Majority, 없으면 Endorsement)',
  "the package's file": '패키지 파일',
  'who has approved the definition that the member approved last, as its own peer has seen; exit 1 unless that is enough':
    '회원사가 마지막으로 승인한 정의를 누가 승인했는지 자기 피어가 본 대로 보여 준다. 승인이 모자라면 종료 코드 1',
  'ask this one of the own peers': '자기 피어 가운데 이 피어에 묻는다',
  'put the definition that the member approved in force, once enough members have approved it':
    '회원사가 승인한 정의를 확정한다. 승인한 회원사 수가 충분해야 한다',
  'through the gateway of this one of the own peers': '자기 피어 가운데 이 피어의 게이트웨이로 보낸다',
  'what is deployed, who approved it, where it answers: as one member sees it, or on a development network; exit 1 unless it answers everywhere':
    '무엇이 배포되었고 누가 승인했고 어디서 응답하는지 한 회원사의 눈으로, 또는 개발용 네트워크 전체에서 보여 준다. 응답하지 않는 곳이 있으면 종료 코드 1',
  'ask this one of the own peers only': '자기 피어 가운데 이 피어에만 묻는다',
  'development network: put the contracts at hand in force, as a majority of its members; upgrades':
    '개발용 네트워크: 지금 있는 계약을 회원사 과반수로서 적용한다. 업그레이드도 한다',
};
