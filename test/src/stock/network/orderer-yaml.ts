import { join } from 'node:path';
import { stringify } from 'yaml';
import type { OrdererPlace } from './layout';

/** A consenter's configuration: the values of the file that comes with Fabric, with this one's names and places. */
export function ordererYaml(orderer: OrdererPlace, mspId: string, data: string): string {
  const { folder, port, adminPort, operationsPort } = orderer;
  const file = (name: string): string => join(folder, 'tls', name);
  const serverTls = { Enabled: true, Certificate: file('server.crt'), PrivateKey: file('server.key') };
  return stringify({
    General: {
      ListenAddress: '127.0.0.1',
      ListenPort: port,
      TLS: { ...serverTls, RootCAs: [file('ca.crt')], ClientAuthRequired: false },
      Keepalive: { ServerMinInterval: '60s', ServerInterval: '7200s', ServerTimeout: '20s' },
      Backoff: { BaseDelay: '1s', Multiplier: 1.6, MaxDelay: '2m' },
      MaxRecvMsgSize: 104_857_600,
      MaxSendMsgSize: 104_857_600,
      Throttling: { Rate: 0, InactivityTimeout: '5s' },
      Cluster: {
        SendBufferSize: 100,
        ClientCertificate: file('server.crt'),
        ClientPrivateKey: file('server.key'),
      },
      BootstrapMethod: 'none',
      LocalMSPDir: join(folder, 'msp'),
      LocalMSPID: mspId,
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
      Authentication: { TimeWindow: '15m' },
    },
    FileLedger: { Location: data },
    Operations: { ListenAddress: `127.0.0.1:${operationsPort}`, TLS: { Enabled: false } },
    Metrics: { Provider: 'disabled' },
    Admin: {
      ListenAddress: `127.0.0.1:${adminPort}`,
      TLS: { ...serverTls, ClientAuthRequired: true, ClientRootCAs: [file('ca.crt')] },
    },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
    Consensus: { WALDir: join(data, 'etcdraft', 'wal'), SnapDir: join(data, 'etcdraft', 'snapshot') },
  });
}
