import type { AuditedFile } from "./audited-file";

/** What several rules look at, worked out once for each file. */
export function onceAFile<T>(find: (file: AuditedFile) => T): (file: AuditedFile) => T {
  const found = new WeakMap<AuditedFile, T>();
  return (file) => {
    const known = found.get(file);
    if (known !== undefined) return known;
    const value = find(file);
    found.set(file, value);
    return value;
  };
}
