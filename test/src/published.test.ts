import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { publishedClient } from './published/client';
import { publishedCommandLine } from './published/command-line';
import { emptyProject, registryAnswers, type EmptyProject } from './published/empty-project';
import { everyPackage } from './published/every-package';

const answers = registryAnswers();
const whenInstallable = answers ? describe : describe.skip;

whenInstallable(
  `what is published, in an empty project${answers ? '' : ' (npm registry out of reach)'}`,
  () => {
    let installed: EmptyProject | undefined;

    function project(): EmptyProject {
      if (!installed) throw new Error('the packages are not installed');
      return installed;
    }

    beforeAll(async () => {
      installed = await emptyProject();
    }, 300_000);

    afterAll(async () => {
      if (installed) await rm(dirname(installed.folder), { recursive: true, force: true });
    });

    describe('each package', () => {
      everyPackage(project);
    });
    describe('the client', () => {
      publishedClient(project);
    });
    describe('the command line', () => {
      publishedCommandLine(project);
    });
  },
);
