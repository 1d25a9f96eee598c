/** The process of the plain chaincode: its environment names the package and where to listen. */
import { Shim, type ChaincodeServerOpts } from 'fabric-shim';
import { PlainBalances } from './balances-contract';

const { CHAINCODE_ID: ccid, CHAINCODE_SERVER_ADDRESS: address } = process.env;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
void Shim.server(new PlainBalances(), { ccid, address } as ChaincodeServerOpts).start();
