import './contracts/execution/logging';
import { readFileSync } from 'node:fs';
import { Shim, type ChaincodeServerOpts } from 'fabric-shim';
import { Jangbu } from './chaincode';
import { foundingHashFor, foundingVariables } from './founding-hash';
import { answersAt } from './health';
import { quietShim } from './quiet-shim';

// The shim calls what its gRPC library has deprecated; whoever runs the chaincode can't mend that.
process.noDeprecation = true;

function variable(name: string): string | undefined {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}

function fileNamedBy(name: string): Buffer | undefined {
  const path = variable(name);
  return path === undefined ? undefined : readFileSync(path);
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The hash of the list that these contracts let found a ledger; without one they serve, and refuse every founding. */
function foundingHash(): string {
  const hash = foundingHashFor(__dirname, variable);
  if (hash !== undefined) return hash;
  const { file, hash: variableOfHash } = foundingVariables;
  report(
    `no founding list, so no ledger can be founded: put founding.json here, or set ${file} or ${variableOfHash}`,
  );
  return '';
}

function tlsProps(): Partial<Pick<ChaincodeServerOpts, 'tlsProps'>> {
  const key = fileNamedBy('CHAINCODE_TLS_KEY');
  const cert = fileNamedBy('CHAINCODE_TLS_CERT');
  if (!key && !cert) return {};
  if (!key || !cert) throw new Error('CHAINCODE_TLS_KEY and CHAINCODE_TLS_CERT go together');
  const clientCACerts = fileNamedBy('CHAINCODE_TLS_CLIENT_CACERT');
  // The shim takes a server without client authentication, which its types do not say.
  return { tlsProps: { key, cert, clientCACerts } as ChaincodeServerOpts['tlsProps'] };
}

/** Serves peers that connect to it: the chaincode as a service. */
async function serve(chaincode: Jangbu, address: string): Promise<void> {
  const ccid = variable('CHAINCODE_ID') ?? variable('CORE_CHAINCODE_ID_NAME');
  if (ccid === undefined) throw new Error('CHAINCODE_ID is not set: the package id that peers ask for');
  await Shim.server(chaincode, { ccid, address, ...tlsProps() } as ChaincodeServerOpts).start();
}

async function start(): Promise<void> {
  const address = variable('CHAINCODE_SERVER_ADDRESS');
  if (process.argv.includes('--health')) {
    // For whoever keeps the service up, a container's health check for one.
    process.exit((await answersAt(address)) ? 0 : 1);
  }
  quietShim();
  const chaincode = new Jangbu({ foundingHash: foundingHash(), now: () => new Date(), onFault: report });
  if (address === undefined) Shim.start(chaincode);
  else await serve(chaincode, address);
}

// Peers keep their streams open for good, so there is nothing to wait for: what is being endorsed fails
// there, and the client sends it again.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));

start().catch((error: unknown) => {
  report(`jangbu does not start: ${error instanceof Error ? error.message : 'no reason'}`);
  process.exit(1);
});
