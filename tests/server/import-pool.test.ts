import { describe, expect, it, vi } from "vitest";
import { uploadDataset } from "@/lib/server/upload";
import { temporaryDir, upload } from "./temporary-dir";

temporaryDir();

describe("importPool", () => {
  it("keeps a worker for as long as its last file is not a minute ago, and no longer", async () => {
    let started = 0;
    const count = () => void (started += 1);
    const uploadOf = async (value: string) => uploadDataset(upload(`metric,value,unit\nttft,${value},ms\n`));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      await uploadOf("21.5");
      process.on("worker", count);
      for (const value of ["22.5", "23.5", "24.5"]) {
        vi.advanceTimersByTime(40_000);
        await uploadOf(value);
      }
      expect(started).toBe(0);
      vi.advanceTimersByTime(61_000);
      await uploadOf("25.5");
      expect(started).toBe(1);
    } finally {
      process.off("worker", count);
      vi.useRealTimers();
    }
  });
});
