/** The true contracts on a host whose clock a test sets: it stands in a file, as RFC 3339 has it. */
import { readFileSync } from 'node:fs';
import { Jangbu } from '@jangbu/chaincode';
import { Shim, type ChaincodeServerOpts } from 'fabric-shim';

const { CHAINCODE_ID: ccid, CHAINCODE_SERVER_ADDRESS: address, CLOCK_FILE: file = '' } = process.env;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
const contracts = new Jangbu({
  foundingHash: '',
  now: () => new Date(readFileSync(file, 'utf8').trim()),
  onFault: (report) => process.stderr.write(`${report}\n`),
});
void Shim.server(contracts, { ccid, address } as ChaincodeServerOpts).start();
