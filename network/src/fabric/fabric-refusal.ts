import type { ServiceError } from '@grpc/grpc-js';
import { gateway, google } from '@hyperledger/fabric-protos';

import { NetworkError } from '../errors/network-error';

/** What one peer said to a gateway that asked it. */
export interface RefusalDetail {
  readonly mspId: string;
  /** `host:port`, as the gateway knows it. */
  readonly address: string;
  readonly message: string;
}

/** A gateway's refusal, with what the peers that it asked have said. */
export class FabricRefusal extends NetworkError {
  readonly details: readonly RefusalDetail[];

  constructor(node: string, reason: string, details: readonly RefusalDetail[], cause: unknown) {
    const said = details.map(({ mspId, address, message }) => `${mspId} (${address}): ${message}`);
    super('FABRIC_REFUSED', `${node} refused: ${reason}: ${said.join('; ')}`, { node, reason }, cause);
    this.details = details;
  }
}

/** The details of a gRPC error as a gateway gives them; none where the error is of another kind. */
export function refusalDetails(error: Pick<ServiceError, 'metadata'>): readonly RefusalDetail[] {
  return error.metadata.get('grpc-status-details-bin').flatMap((value) => {
    const bytes = typeof value === 'string' ? Buffer.from(value) : value;
    return google.rpc.Status.deserializeBinary(bytes)
      .getDetailsList()
      .map((detail) => {
        const told = gateway.ErrorDetail.deserializeBinary(detail.getValue_asU8());
        return { mspId: told.getMspId(), address: told.getAddress(), message: told.getMessage() };
      });
  });
}
