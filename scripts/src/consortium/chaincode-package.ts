import { hashOf, type FoundingList } from '@jangbu/model';
import { packageChaincode, type ChaincodePackage, type PackageInput } from '@jangbu/network';
import { chaincodeBundle } from './chaincode-bundle';

/** What may be chosen for a package. */
export interface PackageChoices {
  /** `jangbu_VERSION` unless given. */
  readonly label?: string | undefined;
  /** Where the contracts are served, for a package of type `ccaas`; one of type `node` without it. */
  readonly service?: PackageInput['service'];
}

/** A package, and what went into it. */
export interface MadePackage extends ChaincodePackage {
  /** The version of the contracts. */
  readonly version: string;
  readonly foundingHash: string;
}

/**
 * The chaincode's package for a founding list: the same bytes at every member.
 *
 * @throws UsageError when the chaincode is not built; NetworkError `PACKAGE_INVALID`
 */
export async function packageForList(
  list: FoundingList,
  { label, service }: PackageChoices = {},
): Promise<MadePackage> {
  const { folder, version } = await chaincodeBundle();
  const foundingHash = hashOf(list);
  const chaincode = await packageChaincode({
    bundleDir: folder,
    foundingHash,
    label: label ?? `jangbu_${version}`,
    service,
  });
  return { ...chaincode, version, foundingHash };
}
