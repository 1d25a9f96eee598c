import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { fabricProgramNames, type FabricProgramName } from '../src/programs/programs';

/** Stand-ins for programs, for this folder's tests: shell scripts in place of Fabric's programs and of Go. */
export function writeScript(file: string, body: string): void {
  writeFileSync(file, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
}

/** Makes a folder with scripts that answer `version` as Fabric's programs do. */
export function writeFabric(
  folder: string,
  version: string,
  names: readonly FabricProgramName[] = fabricProgramNames,
): string {
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    writeScript(join(folder, name), `printf '${name}:\\n Version: ${version}\\n Go version: go1.26\\n'`);
  }
  return folder;
}

/** What the stand-in for Go does when it is asked to list packages and to install them. */
export interface FakeGo {
  readonly version?: string;
  /** Shell commands in place of `go list`. */
  readonly list?: string;
  /** Shell commands in place of `go install`; without them the programs appear in GOBIN. */
  readonly install?: string;
}

const installPrograms = fabricProgramNames
  .map(
    (name) => `printf '#!/bin/sh\\necho " Version: v3.1.1"\\n' >"$GOBIN/${name}"; chmod +x "$GOBIN/${name}"`,
  )
  .join('\n');

/**
 * Makes a folder with a `go`, which writes a line to `calls` in the same folder each time it installs.
 *
 * @returns the folder
 */
export function writeGo(
  folder: string,
  { version = '1.26.8', list = 'echo example/a; echo example/b', install = '' }: FakeGo = {},
): string {
  mkdirSync(folder, { recursive: true });
  const body = `case "$1" in
version) echo "go version go${version} linux/amd64" ;;
list) ${list} ;;
install) echo "$$ $GOBIN" >>${join(folder, 'calls')}
echo example/a >&2
${install === '' ? installPrograms : install} ;;
esac`;
  writeScript(join(folder, 'go'), body);
  return folder;
}
