/** A file by which something else than this program starts a node. */
export interface UnitFile {
  readonly name: string;
  readonly text: string;
}
