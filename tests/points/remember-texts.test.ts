import { describe, expect, it } from "vitest";
import { onceFor } from "@/lib/points/once-for";
import { rememberTexts } from "@/lib/points/remember-texts";

describe("rememberTexts", () => {
  /** Counts how often each text is asked for. */
  function counting(most: number) {
    const asked: string[] = [];
    const read = rememberTexts((text) => {
      asked.push(text);
      return text.length;
    }, most);
    return { asked, read };
  }

  it("asks for a text once", () => {
    const { asked, read } = counting(2);
    expect([read("ab"), read("abc"), read("ab"), read("")]).toEqual([2, 3, 2, 0]);
    expect(asked).toEqual(["ab", "abc", ""]);
  });

  it("holds no more than so many, and asks again for what it no longer holds", () => {
    const { asked, read } = counting(2);
    for (const text of ["a", "b", "c", "c", "a"]) read(text);
    expect(asked).toEqual(["a", "b", "c", "a"]);
  });

  it("holds no long text", () => {
    const { asked, read } = counting(2);
    const long = "x".repeat(201);
    expect([read(long), read(long)]).toEqual([201, 201]);
    expect(asked).toHaveLength(2);
  });
});

describe("onceFor", () => {
  it("asks once for each thing, also where the answer is null, false or 0", () => {
    for (const answer of [null, false, 0, { a: 1 }]) {
      let asked = 0;
      const of = onceFor(() => ((asked += 1), answer));
      const [one, another] = [{}, {}];
      expect([of(one), of(one), of(another)]).toEqual([answer, answer, answer]);
      expect(asked).toBe(2);
    }
  });
});
