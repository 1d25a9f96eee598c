import { nodeEnvironment } from './node-environment';

describe('the environment of a node', () => {
  it('has what is given and what every program needs', () => {
    const own = { PATH: '/bin', HOME: '/home/operator', LANG: 'ko_KR.UTF-8' };
    expect(nodeEnvironment({ FABRIC_CFG_PATH: '/net' }, own)).toEqual({ ...own, FABRIC_CFG_PATH: '/net' });
  });

  it.each([
    'CORE_PEER_LOCALMSPID',
    'CORE_PEER_MSPCONFIGPATH',
    'ORDERER_GENERAL_LOCALMSPID',
    'CHAINCODE_SERVER_ADDRESS',
    'CONFIGTX_ORDERER_ADDRESSES',
    'FABRIC_CFG_PATH',
    'JANGBU_CHAINCODE_TLS_ROOT',
    'NODE_OPTIONS',
    'https_proxy',
    'HTTP_PROXY',
    'ALL_PROXY',
    'grpc_proxy',
  ])('has nothing of the operator’s %s', (name) => {
    expect(nodeEnvironment({}, { [name]: 'another' })).toEqual({});
  });
});
