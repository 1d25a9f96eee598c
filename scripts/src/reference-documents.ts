import { ENGLISH_REFERENCE, KOREAN_REFERENCE, referenceOf } from './command-tree/reference';
import { shapeOf } from './command-tree/shape';
import { program } from './program';

/** A page of the reference: its name in docs/, and what stands in it. */
export interface ReferenceDocument {
  readonly file: string;
  readonly text: string;
}

/** The reference of all commands in both languages. */
export function referenceDocuments(): readonly ReferenceDocument[] {
  return [
    { file: 'commands.md', text: referenceOf(shapeOf(program('en')), ENGLISH_REFERENCE) },
    { file: 'commands.ko.md', text: referenceOf(shapeOf(program('ko')), KOREAN_REFERENCE) },
  ];
}
