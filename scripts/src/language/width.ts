const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
// Colours take no room on the screen.
// eslint-disable-next-line no-control-regex
const COLOUR = /\u001b\[[0-9;]*m/g;

/** How many columns of a terminal a text takes: Korean letters take two (Unicode, annex 11). */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text.replace(COLOUR, '')) width += WIDE.test(letter) ? 2 : 1;
  return width;
}
