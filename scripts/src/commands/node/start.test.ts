import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Network from '@jangbu/network';
import type * as Program from '../../program';

const network = jest.requireActual<typeof Network>('@jangbu/network');
jest.mock('@jangbu/network', () => ({
  ...network,
  ensureFabric: jest.fn(),
  startOwnNodes: jest.fn(),
  stopOwnNodes: jest.fn(),
}));

const { program } = jest.requireActual<typeof Program>('../../program');
const { ensureFabric, startOwnNodes, stopOwnNodes } = jest.mocked(
  jest.requireMock<typeof Network>('@jangbu/network'),
);

describe('starting own nodes', () => {
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-node-start-'));
    await network.initMemberFolder(folder, {
      id: 'nh',
      mspId: 'NhMSP',
      name: { en: 'NH', ko: 'NH' },
      lei: network.madeUpLei('nh'),
      domain: 'nh.example',
      channel: 'interfirm',
      host: '127.0.0.1',
      listen: '127.0.0.1',
      peers: 1,
      consenters: 0,
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    jest.clearAllMocks();
  });

  const jangbu = (...args: readonly string[]) =>
    program('en').parseAsync(['node', 'jangbu', 'node', ...args, '--folder', folder, '--json']);

  it.each(['start', 'restart'])(
    'node %s looks at names and certificates before it looks for programs',
    async (command) => {
      await expect(jangbu(command, 'peer9')).rejects.toMatchObject({ code: 'UNKNOWN_NODE' });
      await expect(jangbu(command)).rejects.toMatchObject({ code: 'CERTIFICATES_MISSING' });
      expect(ensureFabric).not.toHaveBeenCalled();
      expect(stopOwnNodes).not.toHaveBeenCalled();
    },
  );

  describe('with keys', () => {
    beforeAll(async () => {
      await network.makeOwnKeys(await network.openMemberFolder(folder), network.silent);
    });

    it('node restart stops nothing when there are no programs to start it again', async () => {
      ensureFabric.mockRejectedValue(new network.FabricProgramsError('GO_MISSING', 'no Go'));
      await expect(jangbu('restart')).rejects.toMatchObject({ code: 'GO_MISSING' });
      expect(stopOwnNodes).not.toHaveBeenCalled();
    });

    it('node restart stops, then starts, the nodes that are named', async () => {
      ensureFabric.mockResolvedValue({} as Network.FabricPrograms);
      startOwnNodes.mockResolvedValue(['peer0.nh.example']);
      const writing = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
      await jangbu('restart', 'peer0.nh.example');
      expect(writing).toHaveBeenCalledWith(expect.stringContaining('peer0.nh.example'));
      writing.mockRestore();
      expect(stopOwnNodes.mock.calls[0]?.[1]).toEqual(['peer0.nh.example']);
      const [stopped = 0] = stopOwnNodes.mock.invocationCallOrder;
      expect(stopped).toBeLessThan(startOwnNodes.mock.invocationCallOrder[0] ?? 0);
    });
  });
});
