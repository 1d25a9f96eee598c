import { fromBase64 } from '@jangbu/model';
import { request } from 'node:https';
import { IdentityError } from '../errors';

/** A Fabric CA server of the member. */
export interface FabricCa {
  /** `https://host:port` */
  readonly url: string;
  /** PEM of the authority that made its TLS certificate. */
  readonly tlsRootCert: string;
  /** Where one server holds several. */
  readonly caName?: string | undefined;
  /** Milliseconds for an answer; 15 000 unless told otherwise. */
  readonly deadlineMs?: number | undefined;
}

/** What it certified, in PEM. */
interface Certified {
  readonly certificate: string;
  readonly chain: string;
}

const DEADLINE_MS = 15_000;

function post(ca: FabricCa, path: string, body: string, authorization: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, ca.url),
      {
        method: 'POST',
        ca: ca.tlsRootCert,
        headers: { authorization, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(ca.deadlineMs ?? DEADLINE_MS),
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          resolve(Buffer.concat(parts).toString('utf8'));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

function decoded(value: unknown): string {
  return (typeof value === 'string' ? fromBase64(value)?.toString('utf8') : undefined) ?? '';
}

function readAnswer(text: string): Certified {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new IdentityError('the CA answered no JSON');
  }
  const result = field(answer, 'result');
  const certificate = decoded(field(result, 'Cert'));
  if (field(answer, 'success') === true && certificate !== '') {
    return { certificate, chain: decoded(field(field(result, 'ServerInfo'), 'CAChain')) };
  }
  const errors: unknown = field(answer, 'errors');
  const says: unknown = Array.isArray(errors) ? field(errors[0], 'message') : undefined;
  throw new IdentityError(`the CA refused: ${typeof says === 'string' ? says : 'it does not say why'}`);
}

/**
 * Asks a Fabric CA for a certificate.
 *
 * @param authorization makes the header from the body as it is sent
 * @throws IdentityError
 */
export async function askFabricCa(
  ca: FabricCa,
  path: string,
  content: object,
  authorization: (body: string) => Promise<string>,
): Promise<Certified> {
  if (!ca.url.startsWith('https://')) throw new IdentityError('a CA is asked over https only');
  const named = ca.caName === undefined ? content : { ...content, caname: ca.caName };
  const body = JSON.stringify(named);
  const shown = await authorization(body);
  let text: string;
  try {
    text = await post(ca, path, body, shown);
  } catch (cause) {
    throw new IdentityError('the CA could not be reached', { cause });
  }
  return readAnswer(text);
}
