import { Type } from '@sinclair/typebox';
import { PairDay } from '../documents/pair';
import { PageReference } from '../documents/trade-pages';
import { Checker } from '../schema/checker';
import { closed, Count } from '../schema/fields';

/** A query asks for at most so many pages at once: an answer has to fit into one message. */
export const PAGES_ASKED_MAX = 100;

export const pairDayChecker = new Checker(PairDay);
export const matchNumberChecker = new Checker(closed({ ...PairDay.properties, sequence: Count }));
export const pageReferencesChecker = new Checker(Type.Array(PageReference, { maxItems: PAGES_ASKED_MAX }));
