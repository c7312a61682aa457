/** What several ask of the same thing, worked out once for each. Nobody may change the thing, or what is said of it. */
export function onceFor<K extends object, T>(find: (key: K) => T): (key: K) => T {
  const found = new WeakMap<K, T>();
  return (key) => {
    const known = found.get(key);
    if (known !== undefined) return known;
    const value = find(key);
    found.set(key, value);
    return value;
  };
}
