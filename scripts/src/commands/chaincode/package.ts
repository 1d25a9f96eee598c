import { readFile } from 'node:fs/promises';
import {
  DayTime,
  dayTimeOf,
  oneOf,
  RoleSource,
  roleSourceOf,
  Sha256Hex,
  type FoundingList,
} from '@jangbu/model';
import { foundingList, loadFoundingList, type ServiceAddress } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { packageForList } from '../../consortium/chaincode-package';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { choiceOf } from '../../input/choices';
import { UsageError } from '../../input/usage-error';
import { wordsOf } from '../../input/words-of';
import { writeOut } from '../../input/written-file';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';

type PackageOptions = NetworkOptions & {
  readonly founding?: string;
  readonly type: string;
  readonly address?: string;
  readonly tlsRoot?: string;
  readonly label?: string;
  readonly out?: string;
  readonly json?: boolean;
};

const Output = Type.Object({
  packageId: Type.String(),
  label: Type.String(),
  type: oneOf('node', 'ccaas'),
  foundingHash: Sha256Hex,
  roles: RoleSource,
  time: DayTime,
  file: Type.String(),
  bytes: Type.Integer({ minimum: 1 }),
});

async function listOf(options: PackageOptions): Promise<FoundingList> {
  const { founding, consortium } = options;
  if (founding === undefined) return foundingList((await openNetworkContext(options)).consortium);
  if (consortium !== undefined) throw new UsageError('name the members by --founding or by --consortium');
  return loadFoundingList(founding);
}

async function rootIn(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`--tls-root ${file} cannot be read: ${wordsOf(error)}`);
  });
}

async function serviceOf({ type, address, tlsRoot }: PackageOptions): Promise<ServiceAddress | undefined> {
  if (choiceOf('the type of a package', ['NODE', 'CCAAS'], type) === 'NODE') {
    if (address === undefined && tlsRoot === undefined) return undefined;
    throw new UsageError(
      '--address and --tls-root belong to packages of type ccaas; one of type node takes them from its peer',
    );
  }
  if (address === undefined) {
    throw new UsageError(
      'a package of type ccaas says where the contracts are served: --address HOST:PORT, or a template as {{.address}}',
    );
  }
  return { address, tlsRoot: await rootIn(tlsRoot) };
}

async function makePackage(options: PackageOptions): Promise<void> {
  const list = await listOf(options);
  const service = await serviceOf(options);
  const made = await packageForList(list, { label: options.label, service });
  const { id, label, bytes, foundingHash } = made;
  const file = options.out ?? `${label}.tar.gz`;
  await writeOut(file, bytes);
  const facts = {
    packageId: id,
    label,
    type: service ? ('ccaas' as const) : ('node' as const),
    foundingHash,
  };
  tell<typeof Output>(
    options,
    { ...facts, roles: roleSourceOf(list), time: dayTimeOf(list), file, bytes: bytes.length },
    `${file} (${Math.ceil(bytes.length / 1024)} KB)\npackage id ${id}\nfounding hash ${foundingHash}`,
  );
}

/** `jangbu chaincode package`. */
export function packageChaincodeCommand(): Command {
  return withNetworkOptions(new Command('package'))
    .description('write the package: the same bytes and id at every member')
    .option('--founding <file>', 'the founding list (default: that of the consortium file)')
    .option('--type <type>', 'node: the contracts themselves; ccaas: where they are served', 'node')
    .option('--address <host:port>', 'of type ccaas: where peers find the service')
    .option('--tls-root <file>', "of type ccaas: PEM of the CA of the service's certificate")
    .option('--label <label>', 'the package’s label (default: jangbu_VERSION)')
    .option('--out <file>', 'where to (default: LABEL.tar.gz)')
    .addOption(new JsonOption(Output))
    .action(makePackage);
}
