#!/usr/bin/env node
import { program } from './program';
import { reportFailure } from './terminal/failure';

program()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    process.exitCode = reportFailure(error, process.stderr);
  });
