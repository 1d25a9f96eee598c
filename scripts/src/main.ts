#!/usr/bin/env node
import { program } from './program';
import { runCommandLine } from './terminal/run';

void runCommandLine(program(), process.argv);
