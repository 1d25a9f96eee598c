export { advice } from './advice';
export type { ConsortiumDefinition, Member, MemberRole } from './consortium';
export { consentersOf, ordererHost, peerHost, peerNumbersOf } from './member-nodes';
export { consortiumFiles, loadConsortium, parseConsortium } from './consortium-file';
export { ConsortiumFileError, type ConsortiumProblem } from './consortium-file-error';
export {
  foundingList,
  foundingListText,
  loadFoundingList,
  madeUpLei,
  parseFoundingList,
  type Founders,
} from './founding-list';
export { loadFounders, loadSettings, parseFounders, type LedgerSettings } from './ledger-file';
export { consortiumSchemaText } from './schema';
