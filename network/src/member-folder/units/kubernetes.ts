import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { stringify } from 'yaml';

import { ownLayout } from '../../identities/layout';
import { coreText } from '../../member/peer-config';
import type { Listener, OrdererNode, PeerNode } from '../../member/nodes';
import { ordererText } from '../../member/orderer-config';
import { nodeFolders } from '../../member/node-folder';
import { shippedFiles } from '../../shipped/shipped-files';
import type { MemberFolder } from '../member-folder';
import {
  ownBuilderEnvironment,
  ownOrdererSettings,
  ownPeerSettings,
  pinVariable,
} from '../own-node-settings';
import type { OwnNode } from '../own-nodes';
import { imageOf } from './images';
import type { UnitFile } from './unit-file';

/** Where the member's folder stands in a pod. */
const root = '/var/lib/jangbu';
/** Fabric's images have no user of their own for this. */
const user = 10_001;

/** In a pod a node listens on all of the pod's addresses; who reaches it is the Service's and the NetworkPolicy's matter. */
function everywhere({ port }: Listener): Listener {
  return { host: '0.0.0.0', port };
}

function peerInPod(peer: PeerNode): PeerNode {
  return {
    ...peer,
    listen: everywhere(peer.listen),
    chaincode: everywhere(peer.chaincode),
    operations: everywhere(peer.operations),
  };
}

function ordererInPod(orderer: OrdererNode): OrdererNode {
  return {
    ...orderer,
    listen: everywhere(orderer.listen),
    admin: everywhere(orderer.admin),
    operations: everywhere(orderer.operations),
  };
}

/** The folder as a pod sees it: the same names below another root. */
function folderInPod(folder: MemberFolder): MemberFolder {
  const nameOf = ({ name }: { readonly name: string }): string => name;
  return {
    ...folder,
    ...nodeFolders(root),
    root,
    builder: join(root, 'builder'),
    layout: ownLayout(root, { peers: folder.peers.map(nameOf), consenters: folder.orderers.map(nameOf) }),
    peers: folder.peers.map(peerInPod),
    orderers: folder.orderers.map(ordererInPod),
  };
}

/** The keys of the Secret with a node's keys and certificates, and where each lies in the node's folder. */
export const secretItems = [
  ['msp-config.yaml', 'msp/config.yaml'],
  ['msp-ca.pem', 'msp/cacerts/ca.pem'],
  ['msp-tlsca.pem', 'msp/tlscacerts/tlsca.pem'],
  ['msp-cert.pem', 'msp/signcerts/cert.pem'],
  ['msp-key.pem', 'msp/keystore/key.pem'],
  ['tls-ca.crt', 'tls/ca.crt'],
  ['tls-server.crt', 'tls/server.crt'],
  ['tls-server.key', 'tls/server.key'],
] as const;

/** A name that Kubernetes takes for objects: a DNS label. */
function objectName(node: OwnNode): string {
  return node.name.replaceAll('.', '-').slice(0, 52);
}

function portsOf(node: OwnNode): readonly object[] {
  const { listen, operations } = node;
  return [
    { name: 'grpc', containerPort: listen.port },
    { name: 'operations', containerPort: operations.port },
    ...(node.kind === 'orderer' ? [{ name: 'admin', containerPort: node.admin.port }] : []),
  ];
}

function probe(node: OwnNode, periodSeconds: number): object {
  // The kubelet does not check the certificate of an HTTPS probe.
  return {
    httpGet: { path: '/healthz', port: node.operations.port, scheme: 'HTTPS' },
    periodSeconds,
    timeoutSeconds: 5,
    failureThreshold: 6,
  };
}

function environmentOf(folder: MemberFolder, node: OwnNode, name: string): readonly object[] {
  const plain = {
    FABRIC_CFG_PATH: join(root, 'config'),
    ...(node.kind === 'peer' ? ownBuilderEnvironment(folder) : {}),
  };
  return [
    ...Object.entries(plain).map(([variable, value]) => ({ name: variable, value })),
    ...(folder.entry.hsm === undefined
      ? []
      : [
          {
            name: pinVariable[node.kind],
            valueFrom: { secretKeyRef: { name: `${name}-token`, key: 'pin' } },
          },
        ]),
  ];
}

function containerOf(folder: MemberFolder, node: OwnNode, version: string): object {
  const name = objectName(node);
  const keys = join(root, node.kind === 'peer' ? 'peers' : 'orderers', node.name);
  return {
    name: node.kind,
    image: imageOf(node.kind, version),
    command: node.kind === 'peer' ? ['peer', 'node', 'start'] : ['orderer', 'start'],
    env: environmentOf(folder, node, name),
    ports: portsOf(node),
    startupProbe: { ...probe(node, 5), failureThreshold: 60 },
    readinessProbe: probe(node, 10),
    livenessProbe: probe(node, 20),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { name: 'data', mountPath: join(root, 'nodes', node.name) },
      { name: 'config', mountPath: join(root, 'config'), readOnly: true },
      { name: 'keys', mountPath: keys, readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
      ...(node.kind === 'peer'
        ? [{ name: 'builder', mountPath: join(root, 'builder', 'bin'), readOnly: true }]
        : []),
    ],
  };
}

function podOf(folder: MemberFolder, node: OwnNode, version: string): object {
  const name = objectName(node);
  return {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 60,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [containerOf(folder, node, version)],
    volumes: [
      { name: 'config', configMap: { name } },
      {
        name: 'keys',
        secret: {
          secretName: `${name}-keys`,
          defaultMode: 0o440,
          items: secretItems.map(([key, path]) => ({ key, path })),
        },
      },
      { name: 'tmp', emptyDir: {} },
      ...(node.kind === 'peer'
        ? [{ name: 'builder', configMap: { name: `${name}-builder`, defaultMode: 0o555 } }]
        : []),
    ],
  };
}

function builderScripts(): Readonly<Record<string, string>> {
  const folder = shippedFiles.builderScripts;
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** The objects of one node: its configuration, a Service, and the pod with its storage. */
function objectsOf(folder: MemberFolder, node: OwnNode, version: string): readonly object[] {
  const name = objectName(node);
  const labels = { app: name, 'app.kubernetes.io/part-of': 'jangbu' };
  const metadata = { name, labels };
  const config =
    node.kind === 'peer'
      ? { 'core.yaml': coreText(ownPeerSettings(folder, node)) }
      : { 'orderer.yaml': ordererText(ownOrdererSettings(folder, node)) };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: config },
    ...(node.kind === 'peer'
      ? [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: `${name}-builder`, labels },
            data: builderScripts(),
          },
        ]
      : []),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        selector: { app: name },
        ports: [{ name: 'grpc', port: node.listen.port, targetPort: 'grpc' }],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata,
      spec: {
        serviceName: name,
        replicas: 1,
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels }, spec: podOf(folder, node, version) },
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '50Gi' } } },
          },
        ],
      },
    },
  ];
}

/** The member's nodes as objects of Kubernetes, a file each. Keys are in none of them: Secrets are referred to by name. */
export function kubernetesManifests(
  folder: MemberFolder,
  nodes: readonly OwnNode[],
  version: string,
): readonly UnitFile[] {
  const inPod = folderInPod(folder);
  const all: readonly OwnNode[] = [...inPod.orderers, ...inPod.peers];
  return all
    .filter(({ name }) => nodes.some((node) => node.name === name))
    .map((node) => ({
      name: `${node.name}.yaml`,
      text: objectsOf(inPod, node, version)
        .map((object) => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false }))
        .join('---\n'),
    }));
}
