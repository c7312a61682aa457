import { describe, expect, it } from "vitest";
import { BoundedCache } from "@/lib/server/bounded-cache";

const size = (text: string) => text.length;

describe("BoundedCache", () => {
  it("makes a value once, also where it is asked for while it is being made", async () => {
    const cache = new BoundedCache(10);
    let made = 0;
    const make = async () => `${(made += 1)}`;
    const asked = await Promise.all(Array.from({ length: 5 }, () => cache.remember("a", make, size)));
    expect([asked, made]).toEqual([["1", "1", "1", "1", "1"], 1]);
  });

  it("lets go of what was not asked for the longest, and holds no more than it may", async () => {
    const cache = new BoundedCache(6);
    const put = (key: string) => cache.remember(key, async () => key.repeat(3), size);
    await put("a");
    await put("b");
    await put("a");
    await put("c");
    expect(cache.bytes).toBe(6);
    const makes: string[] = [];
    for (const key of ["a", "b"]) await cache.remember(key, async () => (makes.push(key), key), size);
    expect(makes).toEqual(["b"]);
  });

  it("keeps neither what failed nor what is larger than all that it may hold", async () => {
    const cache = new BoundedCache(3);
    await expect(cache.remember("a", () => Promise.reject(new Error("no")), size)).rejects.toThrow("no");
    expect(await cache.remember("a", async () => "four", size)).toBe("four");
    expect(cache.bytes).toBe(0);
    expect(await cache.remember("a", async () => "abc", size)).toBe("abc");
    expect(cache.bytes).toBe(3);
  });
});
