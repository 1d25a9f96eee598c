import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { NetworkError } from '../errors/network-error';
import { filesIn } from '../files/files-in';
import type { AdminLayout, MspLayout, NodeLayout, SigningMspLayout, TlsLayout } from './layout';

/** The one file that a folder of an MSP holds, or the first of several. */
function fileIn(folder: string, ...names: readonly string[]): string {
  for (const name of names) {
    const [first] = filesIn(join(folder, name));
    if (first !== undefined) return first;
  }
  throw new NetworkError(
    'CERTIFICATES_MISSING',
    `${folder} holds no ${names.join(' nor ')}; enrol there with the member's CA, or correct the folder in member.yaml`,
    { folder },
  );
}

/** An MSP folder as cryptogen and fabric-ca-client make it: files by any names in folders by fixed ones. */
export function issuedMsp(folder: string): MspLayout {
  return {
    folder,
    caCertificate: fileIn(folder, 'cacerts'),
    tlsCaCertificate: fileIn(folder, 'tlscacerts'),
    config: join(folder, 'config.yaml'),
  };
}

/** @param keyElsewhere the key is in a token, and no file */
function issuedSigningMsp(folder: string, keyElsewhere: boolean): SigningMspLayout {
  const caCertificate = fileIn(folder, 'cacerts');
  return {
    folder,
    caCertificate,
    tlsCaCertificate: caCertificate,
    config: join(folder, 'config.yaml'),
    certificate: fileIn(folder, 'signcerts'),
    key: keyElsewhere ? '' : fileIn(folder, 'keystore'),
  };
}

function issuedTls(folder: string): TlsLayout {
  // As the samples copy them, with names of their own.
  if (existsSync(join(folder, 'server.crt'))) {
    return {
      folder,
      certificate: join(folder, 'server.crt'),
      key: join(folder, 'server.key'),
      caCertificate: join(folder, 'ca.crt'),
    };
  }
  return {
    folder,
    certificate: fileIn(folder, 'signcerts'),
    key: fileIn(folder, 'keystore'),
    caCertificate: fileIn(folder, 'tlscacerts', 'cacerts'),
  };
}

/**
 * A node's files as a CA of the member's own has issued them.
 *
 * @param keyElsewhere the signing key is in a token, and no file
 * @throws NetworkError `CERTIFICATES_MISSING` naming the folder that lacks something
 */
export function issuedNode(msp: string, tls: string, keyElsewhere: boolean): NodeLayout {
  return { folder: msp, msp: issuedSigningMsp(msp, keyElsewhere), tls: issuedTls(tls) };
}

/**
 * An admin's files as a CA of the member's own has issued them.
 *
 * @param tls folder of its TLS client certificate; only who administers consenters needs one
 * @throws NetworkError `CERTIFICATES_MISSING` naming the folder that lacks something
 */
export function issuedAdmin(folder: string, tls: string | undefined): AdminLayout {
  const msp = issuedSigningMsp(folder, false);
  const { certificate, key, caCertificate } = msp;
  const unused = { folder, certificate, key, caCertificate };
  return { folder, certificate, key, msp, tls: tls === undefined ? unused : issuedTls(tls) };
}
