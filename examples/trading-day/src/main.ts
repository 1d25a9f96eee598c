import { reportFailure } from 'jangbu';
import { tradingDayProgram } from './program';

tradingDayProgram()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    process.exitCode = reportFailure(error, process.stderr);
  });
