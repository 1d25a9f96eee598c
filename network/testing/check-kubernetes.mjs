// Checks Kubernetes' objects, JSON on standard input, against their API's schemas; says what is wrong, a line each. A program
// of its own, because the package with the schemas is of ES modules, which the tests are not.
import { text } from 'node:stream/consumers';
import * as apps from 'kubernetes-models/apps/v1';
import * as core from 'kubernetes-models/v1';

const KINDS = { 'apps/v1': apps, v1: core };

for (const object of JSON.parse(await text(process.stdin))) {
  const { apiVersion, kind, metadata } = object;
  const Kind = KINDS[apiVersion]?.[kind];
  try {
    if (Kind === undefined) throw new Error(`there is no ${kind} in ${apiVersion}`);
    new Kind(object).validate();
  } catch (error) {
    process.stdout.write(`${kind} ${metadata?.name}: ${error.message}\n`);
  }
}
