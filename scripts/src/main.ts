#!/usr/bin/env node
import { program } from './program';
import { report } from './terminal/failure';

program()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    process.exitCode = report(error, process.stderr);
  });
