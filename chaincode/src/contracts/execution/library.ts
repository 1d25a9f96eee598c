import './logging';

/** What is used of Fabric's contract library, once it knows how much it is to log. */
export { Context, Contract, Info, Param, Returns, Transaction } from 'fabric-contract-api';
