/** Whose view of which channel a read model is. */
export interface ReadModelOwner {
  readonly channel: string;
  readonly member: { readonly id: string; readonly mspId: string };
}
