// Writes down the public surface of the packed client in client/api, a report for each entry point, so that a change
// of it shows in a diff. With --check it writes nothing, and ends with 1 where the surface differs from what is
// written down.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const here = dirname(fileURLToPath(import.meta.url));
const checks = process.argv.includes('--check');
const silent = { default: { logLevel: 'none' } };
const entries = readdirSync(join(here, 'src/entries')).map((file) => basename(file, '.ts'));
const types = entries.map((name) => join(here, 'package/types', `${name}.d.ts`));
const reports = entries.map((name) => `${name === 'index' ? 'client' : name}.api.md`);
for (const folder of ['api', 'dist/api', 'dist/api/temp']) mkdirSync(join(here, folder), { recursive: true });

/** The order in which the compiler prints a union that it has inferred depends on what it compiled before. */
function inOrder(report) {
  return report.replace(/"[^"\n]*"(?: \| "[^"\n]*")+/g, (union) => union.split(' | ').sort().join(' | '));
}

const changed = types.filter((mainEntryPointFilePath, i) => {
  const reportFileName = reports[i];
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(here, 'package/package.json'),
    configObject: {
      projectFolder: here,
      mainEntryPointFilePath,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            ...{ target: 'ES2023', lib: ['ES2023', 'ESNext.Disposable'], module: 'node16', strict: true },
            ...{ moduleResolution: 'node16', types: ['node'], skipLibCheck: true },
          },
          files: types,
        },
      },
      apiReport: {
        enabled: true,
        reportFileName,
        reportFolder: join(here, 'dist/api'),
        reportTempFolder: join(here, 'dist/api/temp'),
      },
      newlineKind: 'lf',
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: silent,
        extractorMessageReporting: silent,
        tsdocMessageReporting: silent,
      },
    },
  });
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      message.handled = message.logLevel !== 'error';
    },
  });
  const now = inOrder(readFileSync(join(here, 'dist/api', reportFileName), 'utf8'));
  const written = join(here, 'api', reportFileName);
  if (existsSync(written) && readFileSync(written, 'utf8') === now) return false;
  if (!checks) writeFileSync(written, now);
  return true;
});

if (checks && changed.length > 0) {
  process.stderr.write('The public surface of the client is not what client/api says: npm run api\n');
  process.exitCode = 1;
}
