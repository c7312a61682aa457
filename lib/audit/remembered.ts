/** A function of a text that is worked out once for each text: thousands of points share few of them. */
export function remembered<T>(find: (text: string) => T): (text: string) => T {
  const found = new Map<string, T>();
  return (text) => valueOf(text, found, find);
}

function valueOf<T>(text: string, found: Map<string, T>, find: (text: string) => T): T {
  const known = found.get(text);
  if (known !== undefined) return known;
  const value = find(text);
  found.set(text, value);
  return value;
}
