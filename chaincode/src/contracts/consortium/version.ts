/** Name of the chaincode on every channel. */
export const CHAINCODE_NAME = 'jangbu';

/** Version of the contracts, as `consortium:ping` tells it. */
export const CHAINCODE_VERSION = '0.1.0';

/**
 * The file beside the bundle that holds the founding list's hash (`hashOf`, hexadecimal). It travels in
 * the chaincode package, so whoever approves the package has approved the list.
 */
export const FOUNDING_HASH_FILE = 'founding.sha256';

/** The file with the founding list itself, beside the bundle or at the top of the folder that it was built in. */
export const FOUNDING_LIST_FILE = 'founding.json';
