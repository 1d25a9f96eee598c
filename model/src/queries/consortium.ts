import { Type } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { Isin } from '../schema/fields';

export const isinsChecker = new Checker(Type.Array(Isin, { maxItems: 1000 }));
