import {
  instructionName,
  instructionStatesChecker,
  NAMES_ASKED_MAX,
  transactions,
  type InstructionName,
  type InstructionsAsked,
} from '@jangbu/model';
import { asDocument, parseAnswer } from '../../core/submit/answers';
import type { Querier } from '../../core/submit/querier';
import type { CallOptions } from '../../core/submit/submission';
import { InputError } from '../../core/errors';
import { chunksOf } from '../../core/lists/chunks';
import { paged, type Listing } from '../../core/lists/listing';
import { readState, type ReadInstruction } from './instruction-view';

/** So many instructions, with all that stands of each, are asked for in one query. */
const INSTRUCTIONS_PER_QUERY = 200;

/** Reads what settlement starts from, at the member's own peer. */
export class InstructionReader {
  readonly #querier: Querier;

  constructor(querier: Querier) {
    this.#querier = querier;
  }

  async #query(transaction: string, argument: object, options: CallOptions): Promise<unknown> {
    const query = { transaction, argument: JSON.stringify(argument) };
    return parseAnswer(await this.#querier.evaluate(query, options), transaction);
  }

  async #states(asked: InstructionsAsked, options: CallOptions): Promise<ReadInstruction[]> {
    const name = transactions.settlement.instructions;
    return asDocument(await this.#query(name, asked, options), instructionStatesChecker, name).map(readState);
  }

  /** The instructions that the member is a party to. One query for 200. */
  instructions(asked: InstructionsAsked, options: CallOptions): Listing<ReadInstruction> {
    if (asked.names) return paged(Infinity, () => this.#states(asked, options));
    const limit = INSTRUCTIONS_PER_QUERY;
    return paged<ReadInstruction>(limit, (last) => {
      if (!last) return this.#states({ ...asked, limit }, options);
      const { creator, instructionId } = last.instruction;
      const after = { creator, instructionId, ...(last.day === null ? {} : { day: last.day }) };
      return this.#states({ ...asked, limit, after }, options);
    });
  }

  /**
   * Instructions by their names, in the order asked for. One query for 100.
   *
   * @throws InputError when the own peer has none of that name
   */
  async named(asked: readonly InstructionName[], options: CallOptions): Promise<ReadInstruction[]> {
    const all: ReadInstruction[] = [];
    for (const group of chunksOf(asked, NAMES_ASKED_MAX)) {
      // Callers may name an instruction by all that they know of it.
      const names = group.map(({ creator, instructionId }) => ({ creator, instructionId }));
      all.push(...(await this.#states({ names }, options)));
    }
    const byName = new Map(all.map((each) => [instructionName(each.instruction), each]));
    return asked.map((name) => {
      const found = byName.get(instructionName(name));
      if (!found) throw new InputError(`no instruction ${instructionName(name)} at the member's own peer`);
      return found;
    });
  }
}
