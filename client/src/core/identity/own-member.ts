/** Whose connection it is. */
export interface OwnMember {
  readonly id: string;
  readonly mspId: string;
}
