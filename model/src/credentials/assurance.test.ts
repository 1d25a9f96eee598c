import fc from 'fast-check';
import { Checker } from '../schema/checker';
import { Assurance, assuranceOf, FURTHER_METHODS, REMOTE_METHODS } from './assurance';

const checker = new Checker(Assurance);

test('who was met in person is assured', () => {
  expect(assuranceOf({ manner: 'FACE_TO_FACE' })).toEqual({ manner: 'FACE_TO_FACE' });
});

test('two of the five methods are enough; their order is not told', () => {
  expect(assuranceOf({ manner: 'NON_FACE_TO_FACE', methods: ['VIDEO_CALL', 'EXISTING_ACCOUNT'] })).toEqual({
    manner: 'NON_FACE_TO_FACE',
    methods: ['EXISTING_ACCOUNT', 'VIDEO_CALL'],
  });
});

test.each([
  ['one method', ['VIDEO_CALL']],
  ['the same method twice', ['VIDEO_CALL', 'VIDEO_CALL']],
  ['one method and our own credential', ['VIDEO_CALL', 'OWN_CREDENTIAL']],
  ['one method and what is only recommended', ['VIDEO_CALL', 'OTHER_INSTITUTION', 'PERSONAL_DATA_CHECK']],
  ['nothing', []],
] as const)('%s is not enough', (_, methods) => {
  expect(assuranceOf({ manner: 'NON_FACE_TO_FACE', methods })).toBeUndefined();
});

test('the methods that a credential names are two distinct ones of the five, whatever was done', () => {
  const done = fc.array(fc.constantFrom(...REMOTE_METHODS, ...FURTHER_METHODS, 'OWN_CREDENTIAL' as const));
  fc.assert(
    fc.property(done, (methods) => {
      const assurance = assuranceOf({ manner: 'NON_FACE_TO_FACE', methods });
      const counted = new Set(
        methods.filter((method) => (REMOTE_METHODS as readonly string[]).includes(method)),
      );
      expect(assurance !== undefined).toBe(counted.size >= 2);
      if (assurance) expect(checker.fits(assurance)).toBe(true);
    }),
  );
});
