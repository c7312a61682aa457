import { caseFields, type Case, type CaseField } from "../points/case";

const none: ReadonlySet<CaseField> = new Set();

/**
 * A text that cases of one file share where they agree in every field but those left out. Thousands are made for each file:
 * what is not stated takes no room, and extra fields count in the order in which the file has them.
 */
export function setupKey(
  of: Case,
  except: ReadonlySet<CaseField> = none,
  isLeftOut: ((extra: string) => boolean) | null = null,
): string {
  let key = "";
  for (let i = 0; i < caseFields.length; i++) {
    const field = caseFields[i]!;
    const value = of[field];
    if (value !== null && !except.has(field)) key += `${i}\u0002${value}\u0001`;
  }
  for (const name in of.extra)
    if (isLeftOut === null || !isLeftOut(name)) key += `${name}\u0002${of.extra[name]}\u0001`;
  return key;
}
