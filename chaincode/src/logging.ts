/**
 * Fabric's shim reads its log level when it is first loaded, and at its own default writes several
 * lines a transaction. This module comes before it in `main.ts` for that reason alone.
 */
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'WARNING';

// The shim calls what its gRPC library has deprecated; whoever runs the chaincode can't mend that.
process.noDeprecation = true;
