import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureFabric, silent } from '@jangbu/network';
import type { AuthorityPrograms } from './certificate-authority';
import { ROOT } from '../../network/networks';
import { runProgram } from './run-program';

/** All programs of Fabric's with which a stock network is made. */
export interface StockPrograms extends AuthorityPrograms {
  readonly peer: string;
  readonly orderer: string;
  readonly configtxgen: string;
  readonly cryptogen: string;
  readonly osnadmin: string;
}

/** Modules that pin what the network itself does not need, and where what they build is kept. */
const MODULES = [
  { folder: 'fabric-tools', kept: 'fabric-tools-3.1.1', programs: ['cryptogen', 'osnadmin'], cgo: '0' },
  {
    folder: 'fabric-ca',
    kept: 'fabric-ca-1.5.21',
    programs: ['fabric-ca-server', 'fabric-ca-client'],
    cgo: '1',
  },
] as const;

function cache(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(process.env['HOME'] ?? '', '.cache'), 'jangbu');
}

function onPath(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}

/** Builds what is neither on the PATH nor kept from an earlier build. */
async function built(module: (typeof MODULES)[number]): Promise<(program: string) => string> {
  const folder = join(cache(), module.kept);
  const place = (program: string): string => onPath(program) ?? join(folder, program);
  if (module.programs.every((program) => existsSync(place(program)))) return place;
  const go = onPath('go');
  if (go === undefined)
    throw new Error(`${module.programs.join(', ')}: neither on the PATH, nor is there a Go`);
  await runProgram(go, ['-C', join(ROOT, 'network', module.folder), 'install', '-trimpath', 'tool'], {
    ...{ GOBIN: folder, GOWORK: 'off', GOFLAGS: '-mod=readonly -buildvcs=false' },
    CGO_ENABLED: module.cgo,
  });
  return place;
}

/** Finds or builds them. @throws Error that says which cannot be had */
export async function stockPrograms(): Promise<StockPrograms> {
  const fabric = await ensureFabric({ progress: silent });
  const [tools, ca] = [await built(MODULES[0]), await built(MODULES[1])];
  return {
    peer: fabric.path('peer'),
    orderer: fabric.path('orderer'),
    configtxgen: fabric.path('configtxgen'),
    cryptogen: tools('cryptogen'),
    osnadmin: tools('osnadmin'),
    server: ca('fabric-ca-server'),
    client: ca('fabric-ca-client'),
  };
}
