/** The languages in which the command line speaks. */
export type Language = 'en' | 'ko';

/**
 * The language by the environment: `JANGBU_LANGUAGE` (`en`, `ko`) wins, then what POSIX says of messages
 * (`LC_ALL`, `LC_MESSAGES`, `LANG`, in this order; POSIX.1-2024, Environment Variables, 8.2).
 *
 * @param environment as `process.env`
 */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const { JANGBU_LANGUAGE: own, LC_ALL, LC_MESSAGES, LANG } = environment;
  const said = [own, LC_ALL, LC_MESSAGES, LANG].find((each) => each !== undefined && each !== '');
  return /^ko(?:$|[_.@-])/i.test(said ?? '') ? 'ko' : 'en';
}
