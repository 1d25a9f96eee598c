import { NetworkError } from '../errors/network-error';

/** Where peers find contracts that are served, as a package of type `ccaas` tells them. */
export interface ServiceAddress {
  /**
   * `host:port`. Fabric's builder for such packages takes a template of Go's as well, which it fills from the JSON in
   * `CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG` of its peer: `{{.address}}` keeps the package the same at every member.
   */
  readonly address: string;
  /** PEM of the CA that signed the service's TLS certificate; without one the service is called without TLS. */
  readonly tlsRoot?: string | undefined;
}

const HOST_PORT = /^[^\s:/]+:[0-9]{1,5}$/;
const TEMPLATE = /\{\{.+\}\}/;
const LAST_PORT = 65_535;

function isAddress(address: string): boolean {
  if (TEMPLATE.test(address)) return true;
  return HOST_PORT.test(address) && Number(address.slice(address.lastIndexOf(':') + 1)) <= LAST_PORT;
}

/**
 * The file `connection.json` of a package of type `ccaas`.
 *
 * @throws NetworkError `PACKAGE_INVALID` when the address or the certificate is none
 */
export function connectionFile({ address, tlsRoot }: ServiceAddress): string {
  if (!isAddress(address)) {
    const says = `'${address}' is no address for a service: host:port, or a template as {{.address}}`;
    throw new NetworkError('PACKAGE_INVALID', says, { address });
  }
  if (tlsRoot !== undefined && !tlsRoot.includes('-----BEGIN CERTIFICATE-----')) {
    throw new NetworkError('PACKAGE_INVALID', "the TLS root of the contracts' service is no PEM certificate");
  }
  const tls = tlsRoot === undefined ? { tls_required: false } : { tls_required: true, root_cert: tlsRoot };
  return `${JSON.stringify({ address, dial_timeout: '10s', ...tls })}\n`;
}
