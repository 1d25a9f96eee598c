import { readAddress } from '../member/nodes';
import { fieldOf, listOf } from '../yaml-file/content';
import type { Fault, Path } from '../yaml-file/shape';

/** Others must reach a node there: not a placeholder for all addresses. */
const nowhere = new Set(['0.0.0.0', '::']);

/** What a member.yaml says of one node, and where. */
interface NodeAt {
  readonly kind: 'peers' | 'consenters';
  readonly node: unknown;
  readonly path: Path;
}

function nodesOf(content: unknown): readonly NodeAt[] {
  return (['peers', 'consenters'] as const).flatMap((kind) =>
    listOf(content, kind).map((node, index) => ({ kind, node, path: [kind, index] })),
  );
}

const listeners = {
  peers: ['listen', 'chaincode', 'operations'],
  consenters: ['listen', 'admin', 'operations'],
} as const;

/** Two listeners collide on the same port where their hosts are equal or one of them is every address. */
function collide(a: string, b: string): boolean {
  const [first, second] = [readAddress(a), readAddress(b)];
  if (first === undefined || second?.port !== first.port) return false;
  return first.host === second.host || nowhere.has(first.host) || nowhere.has(second.host);
}

function listenerFaults(content: unknown): readonly Fault[] {
  const places = nodesOf(content).flatMap(({ kind, node, path }) =>
    listeners[kind].map((name) => ({ value: fieldOf(node, name), path: [...path, name] })),
  );
  return places.flatMap(({ value, path }, position) => {
    const earlier = places
      .slice(0, position)
      .find(
        (each) => typeof value === 'string' && typeof each.value === 'string' && collide(each.value, value),
      );
    return earlier === undefined
      ? []
      : [{ path, message: `${String(value)} is taken already by ${earlier.path.join('.')}` }];
  });
}

/** Names and public addresses that an earlier node has already. */
function twice(content: unknown, name: 'name' | 'address'): readonly Fault[] {
  const first = new Map<unknown, Path>();
  return nodesOf(content).flatMap(({ node, path }) => {
    const value = fieldOf(node, name);
    if (typeof value !== 'string') return [];
    const earlier = first.get(value);
    if (earlier === undefined) {
      first.set(value, path);
      return [];
    }
    return [{ path: [...path, name], message: `${value} is taken already by ${earlier.join('.')}` }];
  });
}

function addressFaults(content: unknown): readonly Fault[] {
  return nodesOf(content).flatMap(({ node, path }) => {
    const address = fieldOf(node, 'address');
    const host = typeof address === 'string' ? readAddress(address)?.host : undefined;
    return host !== undefined && nowhere.has(host)
      ? [{ path: [...path, 'address'], message: `must be where others reach it: nobody can dial ${host}` }]
      : [];
  });
}

function contractsFaults(content: unknown): readonly Fault[] {
  const contracts = fieldOf(content, 'contracts');
  const given = (name: string): boolean => fieldOf(contracts, name) !== undefined;
  const path: Path = ['contracts'];
  const mode = fieldOf(contracts, 'mode');
  if (mode === 'service' && !given('address')) {
    return [{ path, message: 'must have an address when mode is service' }];
  }
  if (mode === 'peer') {
    return ['address', 'tlsRoot', 'tlsCertificate', 'tlsKey']
      .filter(given)
      .map((name) => ({ path: [...path, name], message: 'belongs to mode service only', about: 'name' }));
  }
  return given('tlsCertificate') !== given('tlsKey')
    ? [{ path, message: 'must have tlsCertificate and tlsKey together, or neither' }]
    : [];
}

function hsmFaults(content: unknown): readonly Fault[] {
  const hsm = fieldOf(content, 'hsm');
  if (hsm === undefined) return [];
  const pins = ['pinVariable', 'pinFile'].filter((name) => fieldOf(hsm, name) !== undefined);
  return [
    ...(pins.length === 1
      ? []
      : [{ path: ['hsm'], message: 'must say once where the PIN is: pinVariable or pinFile' }]),
    ...(fieldOf(content, 'certificates') === undefined
      ? [
          {
            path: ['hsm'],
            message: "needs certificates of the member's own CA: keys in a token are not generated here",
          },
        ]
      : []),
  ];
}

/** Either everything comes from the member's own CA, or everything is generated. */
function certificateFaults(content: unknown): readonly Fault[] {
  const own = fieldOf(content, 'certificates') !== undefined;
  const nodes = nodesOf(content).flatMap(({ node, path }) =>
    ['msp', 'tls'].flatMap((name): Fault[] => {
      const there = fieldOf(node, name) !== undefined;
      if (there === own) return [];
      return own
        ? [
            {
              path,
              message: `must have ${name}: with certificates of an own CA, every node has its own folders`,
            },
          ]
        : [{ path: [...path, name], message: 'needs certificates, with the MSP of the CA that issued it' }];
    }),
  );
  const lacksTls =
    own &&
    listOf(content, 'consenters').length > 0 &&
    fieldOf(fieldOf(content, 'certificates'), 'adminTls') === undefined;
  const message = 'must have adminTls: consenters are administered by a TLS client certificate';
  return lacksTls ? [...nodes, { path: ['certificates'], message }] : nodes;
}

/**
 * The rules of a member.yaml that no single field can break. Judges what it can of a file that has other faults.
 *
 * @param content the file's content, of any shape
 */
export function memberFileFaults(content: unknown): readonly Fault[] {
  return [
    ...twice(content, 'name'),
    ...twice(content, 'address'),
    ...listenerFaults(content),
    ...addressFaults(content),
    ...contractsFaults(content),
    ...hsmFaults(content),
    ...certificateFaults(content),
  ];
}
