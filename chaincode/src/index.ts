export { contractsWith, Jangbu, type ChaincodeOptions } from './chaincode';
export { CHAINCODE_NAME, CHAINCODE_VERSION, FOUNDING_HASH_FILE } from './contracts/consortium/version';
