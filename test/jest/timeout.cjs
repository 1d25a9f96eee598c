/* global jest */
// Jest has one timeout for all projects of a run; each of ours has its own.
jest.setTimeout(globalThis.timeoutOfProject);
