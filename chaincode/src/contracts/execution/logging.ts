/**
 * Fabric's libraries read their log level when they are first loaded, and at their own default write several lines a
 * transaction, and as many a contract. This module comes before each of them for that reason alone.
 */
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'WARNING';
