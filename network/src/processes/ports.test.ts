import { createServer, type Server } from 'node:net';

import { listeningInode, requireFreePorts } from './ports';

const host = '127.0.0.1';

async function listen(): Promise<{ readonly server: Server; readonly port: number }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, host, () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : 0 });
    });
  });
}

describe('ports', () => {
  it('that are taken are told with the node that needs them', async () => {
    const { server, port } = await listen();
    try {
      const refused = requireFreePorts([{ node: 'peer0.nh', host, port }]);
      await expect(refused).rejects.toMatchObject({ code: 'PORT_IN_USE', facts: { port, node: 'peer0.nh' } });
    } finally {
      server.close();
    }
  });

  it('on an address that this machine does not have are told with the node', async () => {
    // TEST-NET-1 (RFC 5737): nobody's.
    const refused = requireFreePorts([{ node: 'peer0.nh', host: '192.0.2.1', port: 7051 }]);
    await expect(refused).rejects.toThrow(
      'peer0.nh is to listen on 192.0.2.1:7051, and this machine has no such address',
    );
  });

  it('that are free are taken for free', async () => {
    const { server, port } = await listen();
    await new Promise((resolve) => server.close(resolve));
    await expect(requireFreePorts([{ node: 'peer0.nh', host, port }])).resolves.toBeUndefined();
  });

  it('are found in the table of sockets by their listener (proc_pid_net(5))', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:4268 00000000:0000 01 00000000:00000000 00:00000000 00000000     0        0 111 1',
      '   1: 0100007F:4268 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1',
    ].join('\n');
    expect(listeningInode(table, 0x4268)).toBe('222');
    expect(listeningInode(table, 0x4269)).toBeUndefined();
  });
});
