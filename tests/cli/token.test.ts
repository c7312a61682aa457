import { describe, expect, it } from "vitest";
import { authorize } from "@/lib/server/authorize";
import { openStore } from "@/lib/server/open-store";
import { daysOf, scopeOf } from "../../scripts/cli/token-arguments";
import { tokenCreate, tokenList, tokenRevoke } from "../../scripts/cli/token";
import { temporaryDir } from "../server/temporary-dir";

temporaryDir();

function output() {
  const said: string[] = [];
  return { said, write: (text: string) => said.push(text) > 0 };
}

describe("whisker token", () => {
  it("create shows the token once and what it is; list never shows a secret; revoke ends it", async () => {
    const store = await openStore();
    const created = output();
    await tokenCreate(store, { name: "ci", scope: "upload", days: 90 }, created);
    const [text = "", about = ""] = created.said.map((line) => line.trim());
    expect(about).toMatch(
      /^Token [0-9a-f]{10} \(ci, upload\) is valid until \d{4}-\d\d-\d\d\. It is shown this once\.$/,
    );
    const asked = {
      method: "POST",
      path: "/api/datasets",
      authorization: `Bearer ${text}`,
      cookie: undefined,
    };
    expect((await authorize(store, asked, { reads: "token", proxies: [] })).actor?.name).toBe("ci");

    const listed = output();
    await tokenList(store, listed);
    expect(listed.said.join("")).toContain("upload");
    expect(listed.said.join("")).not.toContain(text.slice(15, 58));

    const id = text.slice(4, 14);
    expect(await tokenRevoke(store, id, output())).toBe(0);
    expect(await tokenRevoke(store, id, output())).toBe(2);
    expect((await authorize(store, asked, { reads: "token", proxies: [] })).refusal?.status).toBe(401);
  });

  it("scopes and days are read, or refused in a sentence", () => {
    expect([scopeOf("admin"), daysOf("90d"), daysOf("7")]).toEqual(["admin", 90, 7]);
    expect(() => scopeOf("root")).toThrow("One of read, upload, admin.");
    for (const text of ["", "0", "-1", "1y", "1e3", "99999"])
      expect(() => daysOf(text)).toThrow("A number of days");
  });
});
