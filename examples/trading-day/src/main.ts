import { runCommandLine } from 'jangbu';
import { tradingDayProgram } from './program';

void runCommandLine(tradingDayProgram(), process.argv);
