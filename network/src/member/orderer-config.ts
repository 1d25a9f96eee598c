import { stringify } from 'yaml';

import type { NodeLayout } from '../identities/layout';
import { bccspSection, type NodeHsm } from './bccsp-config';
import { addressOf, type OrdererNode } from './nodes';

/** What a consenter is configured with. */
export interface OrdererSettings {
  readonly node: OrdererNode;
  /** Its own keys and certificates. */
  readonly identity: NodeLayout;
  /** The folder of its ledger. */
  readonly data: string;
  /** Where its signing key is kept, if not in a file. */
  readonly hsm?: NodeHsm | undefined;
}

/**
 * A consenter's configuration. Clients and the other consenters come to the same port.
 *
 * @returns the text of orderer.yaml
 */
export function ordererText({ node: orderer, identity: { msp, tls }, data, hsm }: OrdererSettings): string {
  const serverTls = { Enabled: true, Certificate: tls.certificate, PrivateKey: tls.key };
  return stringify({
    General: {
      ListenAddress: orderer.listen.host,
      ListenPort: orderer.listen.port,
      TLS: { ...serverTls, RootCAs: [tls.caCertificate], ClientAuthRequired: false },
      Keepalive: { ServerMinInterval: '10s', ServerInterval: '7200s', ServerTimeout: '20s' },
      // A consenter that was away is looked for again within seconds.
      Backoff: { BaseDelay: '500ms', Multiplier: 1.5, MaxDelay: '5s' },
      MaxRecvMsgSize: 104_857_600,
      MaxSendMsgSize: 104_857_600,
      Throttling: { Rate: 0, InactivityTimeout: '5s' },
      Cluster: { SendBufferSize: 100, ClientCertificate: tls.certificate, ClientPrivateKey: tls.key },
      BootstrapMethod: 'none',
      LocalMSPDir: msp.folder,
      LocalMSPID: orderer.member.mspId,
      BCCSP: bccspSection(hsm),
      Authentication: { TimeWindow: '15m' },
    },
    FileLedger: { Location: data },
    Operations: { ListenAddress: addressOf(orderer.operations), TLS: serverTls },
    Metrics: { Provider: 'disabled' },
    Admin: {
      ListenAddress: addressOf(orderer.admin),
      TLS: { ...serverTls, ClientAuthRequired: true, ClientRootCAs: [tls.caCertificate] },
    },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '10 MB' },
    Consensus: { WALDir: `${data}/wal`, SnapDir: `${data}/snapshot` },
  });
}
