/** The process of the changed contracts. Its environment is that of the true ones: the package id, and where to listen. */
import { Shim, type ChaincodeServerOpts } from 'fabric-shim';
import { ChangedJangbu } from './changed-contracts';

const { CHAINCODE_ID: ccid, CHAINCODE_SERVER_ADDRESS: address } = process.env;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
void Shim.server(new ChangedJangbu(), { ccid, address } as ChaincodeServerOpts).start();
