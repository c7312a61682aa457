/**
 * PostgreSQL's text holds every character but NUL and lone surrogates, and files have both. They are stored as U+0001
 * and a code, and so is U+0001 itself; equal texts stay equal. JSON needs none of this: it escapes them already.
 */
export function textForPostgres(text: string): string {
  return unstorable.test(text) ? text.replace(eachUnstorable, escaped) : text;
}

export function textFromPostgres(text: string): string {
  return text.includes("\u0001") ? text.replace(eachEscaped, unescaped) : text;
}

const unstorable = /[\0\u0001\p{Surrogate}]/u;
const eachUnstorable = new RegExp(unstorable, "gu");

const eachEscaped = /\u0001([0-9a-f]{4})/g;

function escaped(character: string): string {
  return `\u0001${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function unescaped(_: string, code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}
