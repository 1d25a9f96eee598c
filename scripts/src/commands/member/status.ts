import { MemberId, MspId } from '@jangbu/model';
import { memberStatus, type MemberStatusReport } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { OwnNodeStatus } from '../../outputs/network';
import { Moment } from '../../outputs/time';
import { tell } from '../../terminal/output';
import { openOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';
import { nodeTable } from '../node-table';

const CertificateEnd = Type.Object({
  member: MemberId,
  file: Type.String(),
  notAfter: Moment,
});

const Output = Type.Object({
  id: MemberId,
  mspId: MspId,
  channel: Type.String(),
  joined: Type.Boolean(),
  certificates: Type.Object({
    sound: Type.Integer({ minimum: 0 }),
    missing: Type.Array(Type.String()),
    broken: Type.Array(Type.Object({ file: Type.String(), problem: Type.String() })),
    away: Type.Array(Type.String()),
    expiring: Type.Array(CertificateEnd),
    firstEnd: Type.Optional(CertificateEnd),
  }),
  nodes: Type.Array(OwnNodeStatus),
});

function certificateLines({ certificates }: MemberStatusReport): string[] {
  const { sound, missing, broken, away, expiring, firstEnd } = certificates;
  const end =
    firstEnd === undefined ? '' : `; the first ends on ${firstEnd.notAfter.toISOString().slice(0, 10)}`;
  return [
    `${sound} certificates are sound${end}`,
    ...broken.map(({ file, problem }) => `not usable: ${file}: ${problem}`),
    ...expiring.map(({ file, notAfter }) => `ends on ${notAfter.toISOString().slice(0, 10)}: ${file}`),
    ...away.map((file) => `kept elsewhere, wanted back when something is to be issued: ${file}`),
    ...(missing.length > 0 ? [`${missing.length} not made yet: jangbu member keys`] : []),
  ];
}

function describe(report: MemberStatusReport): string {
  const joined = report.joined ? 'its nodes joined' : 'not joined yet';
  return [
    `${report.id} (${report.mspId}), channel ${report.channel}: ${joined}`,
    ...certificateLines(report),
    '',
    nodeTable(report.nodes),
  ].join('\n');
}

async function status(options: FolderOptions): Promise<void> {
  const report = await memberStatus(await openOwnFolder(options));
  tell<typeof Output>(options, report, () => describe(report));
  const { missing, broken } = report.certificates;
  if (missing.length + broken.length > 0) process.exitCode = 1;
}

/** `jangbu member status`. */
export function memberStatusCommand(): Command {
  return withFolderOptions(new Command('status'), Output)
    .description('certificates and when they end, own nodes; exit 1 when a certificate is missing or wrong')
    .action(status);
}
