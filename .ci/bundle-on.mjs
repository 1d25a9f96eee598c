// Shows that the contracts' bundle runs on a given Node: a stock peer decides which one it meets, not this tree.
// Argument: that Node's executable. The bundle must register with whoever connects to it as a peer does.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';

const ID = 'jangbu:on-this-node';
const bundle = join(
  dirname(fileURLToPath(import.meta.url)),
  '..',
  'chaincode',
  'dist',
  'bundle',
  'jangbu.js',
);

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The first message that the chaincode sends (fabric-protos, peer/chaincode_shim.proto: REGISTER with its id). */
function registration(address) {
  const bytes = { serialize: (sent) => sent, deserialize: (received) => received };
  const client = new grpc.Client(address, grpc.credentials.createInsecure());
  return new Promise((resolve, reject) => {
    const stream = client.makeBidiStreamRequest(
      '/protos.Chaincode/Connect',
      bytes.serialize,
      bytes.deserialize,
      new grpc.Metadata({ waitForReady: true }),
      { deadline: Date.now() + 60_000 },
    );
    stream.on('data', (message) => {
      resolve(message);
      stream.cancel();
      client.close();
    });
    stream.on('error', reject);
  });
}

const address = `127.0.0.1:${await freePort()}`;
const environment = { CHAINCODE_ID: ID, CHAINCODE_SERVER_ADDRESS: address };
const chaincode = spawn(process.argv[2], [bundle], {
  env: { ...process.env, ...environment },
  stdio: ['ignore', 'inherit', 'inherit'],
});
const ended = new Promise((_, reject) => {
  chaincode.on('error', reject);
  chaincode.on('exit', (code) => reject(new Error(`the bundle ended at once, with ${code}`)));
});
try {
  const message = await Promise.race([registration(address), ended]);
  if (!message.includes(ID)) throw new Error('the bundle answered, but did not register itself');
  console.log(`the contracts' bundle registers under ${process.argv[2]}`);
} finally {
  ended.catch(() => undefined);
  chaincode.kill();
}
