// The X.509 library injects its dependencies by decorators, which need this polyfill before it is loaded.
import 'reflect-metadata';

export * from '@peculiar/x509';
