import type { AccountKind } from '../schema/fields';
import { Names } from './names';

/** Whose something is: a member, and whether its own or its customers'. */
export interface Account {
  readonly member: string;
  readonly accountKind: AccountKind;
}

/** Accounts as numbers, two a member. */
export class Accounts {
  readonly #members = new Names();

  numberOf(member: string, kind: AccountKind): number {
    return this.#members.numberOf(member) * 2 + (kind === 'CLIENT' ? 1 : 0);
  }

  accountOf(number: number): Account {
    const accountKind = number % 2 === 1 ? 'CLIENT' : 'HOUSE';
    return { member: this.#members.textOf(Math.floor(number / 2)), accountKind };
  }
}
