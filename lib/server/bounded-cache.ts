interface Kept {
  value: Promise<unknown>;
  bytes: number;
}

/**
 * Values by key, up to so many bytes in all: the one that was not asked for the longest goes first. What is asked for
 * while it is being made is made once; what fails is not kept.
 */
export class BoundedCache {
  private readonly kept = new Map<string, Kept>();
  private held = 0;

  constructor(private readonly mostBytes: number) {}

  get bytes(): number {
    return this.held;
  }

  async remember<T>(key: string, make: () => Promise<T>, sizeOf: (value: T) => number): Promise<T> {
    const known = this.kept.get(key);
    if (known) {
      this.kept.delete(key);
      this.kept.set(key, known);
      return known.value as Promise<T>;
    }
    const entry: Kept = { value: make(), bytes: 0 };
    this.kept.set(key, entry);
    try {
      const value = (await entry.value) as T;
      this.charge(key, entry, sizeOf(value));
      return value;
    } catch (cause) {
      if (this.kept.get(key) === entry) this.kept.delete(key);
      throw cause;
    }
  }

  private charge(key: string, entry: Kept, bytes: number): void {
    if (this.kept.get(key) !== entry) return;
    if (bytes > this.mostBytes) return void this.kept.delete(key);
    entry.bytes = bytes;
    this.held += bytes;
    for (const [oldest, { bytes: freed }] of this.kept) {
      if (this.held <= this.mostBytes) break;
      this.kept.delete(oldest);
      this.held -= freed;
    }
  }
}
