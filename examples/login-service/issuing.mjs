// A firm that identifies investors and gives them credentials.
import { generateKeyPairSync } from 'node:crypto';
import {
  Issuer,
  IssuingDesk,
  MemoryIssuedStore,
  MemoryStatusIndexes,
  softwareKey,
} from '@jangbu/client/issuer';
import { IssuanceCounter } from '@jangbu/login';

const COPIES = 4;
/** What is due goes to the ledger every second here; a firm does it every minute, over a day. */
const WORK_MS = 1000;

/** @param ledger the firm's connection, as issuer */
export async function openIssuing(ledger) {
  const iss = `https://${ledger.member.id}.jangbu.example`;
  // A firm's key is in its HSM: remoteKey.
  const key = softwareKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const { x, y } = key.jwk;
  await ledger.credentials.registerKey({ iss, x, y, sign: (bytes) => key.sign(bytes) });
  const issuer = new Issuer({
    iss,
    key,
    copies: COPIES,
    periods: { periodDays: 7, validPeriods: 52 },
    statusIndexes: new MemoryStatusIndexes(`${iss}/status/1`),
  });
  const desk = new IssuingDesk({
    issuer,
    credentials: ledger.credentials,
    store: new MemoryIssuedStore(),
    spreadSeconds: 0,
    workSeconds: 2,
  });
  const working = setInterval(() => desk.work().catch((error) => console.error(error.message)), WORK_MS);
  return {
    desk,
    counter: new IssuanceCounter({ iss, issuer, desk, copies: COPIES }),
    close: () => clearInterval(working),
  };
}
