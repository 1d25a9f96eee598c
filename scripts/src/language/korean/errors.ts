/** What commander says of a wrong call, and the same in Korean; `$1` and so on are what the brackets caught. */
const ERRORS: readonly (readonly [RegExp, string])[] = [
  [/^error: missing required argument '(.*)'$/m, "오류: 필수 인수가 없습니다: '$1'"],
  [/^error: option '(.*)' argument missing$/m, "오류: 옵션에 값이 없습니다: '$1'"],
  [/^error: required option '(.*)' not specified$/m, "오류: 필수 옵션이 없습니다: '$1'"],
  [
    /^error: option '(.*)' cannot be used with option '(.*)'$/m,
    "오류: 함께 쓸 수 없는 옵션입니다: '$1', '$2'",
  ],
  [/^error: unknown option '(.*)'$/m, "오류: 알 수 없는 옵션입니다: '$1'"],
  [/^error: unknown command '(.*)'$/m, "오류: 알 수 없는 명령입니다: '$1'"],
  [
    /^error: too many arguments.*\. Expected (\d+) arguments? but got (\d+): (.*)\.$/m,
    '오류: 인수가 너무 많습니다. $1개를 받는데 $2개가 주어졌습니다: $3',
  ],
  [
    /^error: option '(.*)' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/m,
    "오류: 옵션 '$1'에 쓸 수 없는 값입니다: '$2'. 쓸 수 있는 값: $3",
  ],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.*)'\. Allowed choices are (.*)\.$/m,
    "오류: 인수 '$2'에 쓸 수 없는 값입니다: '$1'. 쓸 수 있는 값: $3",
  ],
  [/^\(Did you mean (?:one of )?(.*)\?\)$/m, '(혹시 이것입니까? $1)'],
];

/** What commander says of a wrong call, in Korean; as it is, where it says something unknown to us. */
export function koreanError(text: string): string {
  return ERRORS.reduce((said, [english, korean]) => said.replace(english, korean), text);
}
