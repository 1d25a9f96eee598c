/**
 * Variables by which Fabric's programs, our builder and Node take settings before their files. Whoever has worked
 * through a tutorial has `CORE_PEER_LOCALMSPID` exported, and every peer would take it for its own.
 */
const SETTINGS = /^(CORE|ORDERER|CHAINCODE|CONFIGTX|FABRIC|JANGBU_CHAINCODE)_|^NODE_OPTIONS$/;

/** Go's gRPC asks the proxy that these name for every address but the loopback's: members' nodes dial each other directly. */
const PROXIES = /^(https?|all|grpc)_proxy$/i;

/**
 * The environment of one of Fabric's programs or of the contracts' process: this program's own (paths, locale, limits)
 * without anybody else's settings of such programs and without proxies, and with what is given.
 *
 * @param given the settings of this process
 */
export function nodeEnvironment(
  given: Readonly<Record<string, string>>,
  own: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(own).filter(([name]) => !SETTINGS.test(name) && !PROXIES.test(name));
  return { ...Object.fromEntries(kept), ...given };
}
