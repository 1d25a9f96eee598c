import { languageOf } from './language';

test.each([
  [{}, 'en'],
  [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
  [{ LANG: 'ko' }, 'ko'],
  [{ LANG: 'kok_IN' }, 'en'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LC_ALL: 'en_US.UTF-8', LANG: 'ko_KR.UTF-8' }, 'en'],
  [{ LC_ALL: '', LC_MESSAGES: 'ko_KR', LANG: 'en_US' }, 'ko'],
  [{ JANGBU_LANGUAGE: 'en', LC_ALL: 'ko_KR.UTF-8' }, 'en'],
  [{ JANGBU_LANGUAGE: 'ko', LC_ALL: 'C' }, 'ko'],
])('%j speaks %s', (environment, language) => {
  expect(languageOf(environment)).toBe(language);
});
