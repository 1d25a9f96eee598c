// Writes down the public surface of the packed client in client/api, so that a change of it shows in a diff. With
// --check it writes nothing, and ends with 1 where the surface differs from what is written down.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const here = dirname(fileURLToPath(import.meta.url));
const checks = process.argv.includes('--check');
const silent = { default: { logLevel: 'none' } };
const types = ['index', 'store'].map((name) => join(here, 'package/types', `${name}.d.ts`));
for (const folder of ['api', 'dist/api']) mkdirSync(join(here, folder), { recursive: true });

const changed = types.filter((mainEntryPointFilePath, i) => {
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
        reportFileName: ['client.api.md', 'store.api.md'][i],
        reportFolder: join(here, 'api'),
        reportTempFolder: join(here, 'dist/api'),
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
  return Extractor.invoke(config, {
    localBuild: !checks,
    messageCallback: (message) => {
      message.handled = message.logLevel !== 'error';
    },
  }).apiReportChanged;
});

if (checks && changed.length > 0) {
  process.stderr.write('The public surface of the client is not what client/api says: npm run api\n');
  process.exitCode = 1;
}
