import { peer } from '@hyperledger/fabric-protos';

import { fillDefinition, lifecycle, type ChaincodeDefinition } from './chaincode-definition';
import type { PeerConnection } from './peer-connection';
import { submitByGateway } from './submit';

/**
 * Puts a definition in force. The peer's gateway finds the endorsing peers by discovery: of other members neither
 * a key nor an address is needed.
 *
 * @param organizations MSP ids of those whose peers endorse; each must have approved the definition, and all of
 *   their peers have seen the same approvals
 * @throws FabricRefusal with the words of those peers that did not endorse
 * @throws NetworkError `FABRIC_REFUSED` when the channel found the transaction invalid, `NODE_NOT_READY`
 */
export async function commitDefinition(
  connection: PeerConnection,
  organizations: readonly string[],
  channel: string,
  definition: ChaincodeDefinition,
): Promise<void> {
  const args = new peer.lifecycle.CommitChaincodeDefinitionArgs();
  fillDefinition(args, definition);
  const call = { channel, chaincode: lifecycle, args: ['CommitChaincodeDefinition', args.serializeBinary()] };
  await submitByGateway(call, connection, organizations);
}
