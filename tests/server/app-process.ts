// A process of the app without its web server: does what the test says, one thing after the other. Run by two-processes.test.ts.
import { importPool } from "@/lib/server/import-pool";
import { closeStore, openStore } from "@/lib/server/open-store";
import { datasetList, exploreData, overviewData } from "@/lib/server/page-data";
import { saveRecipe } from "@/lib/server/recipes";
import { storeView } from "@/lib/server/stored-views";
import { uploadDataset } from "@/lib/server/upload";
import { defaultView } from "@/lib/view/view";
import { upload } from "./temporary-dir";

const jsonRequest = (body: string) =>
  new Request("http://127.0.0.1/", { method: "POST", body, headers: { "Content-Type": "application/json" } });

/** What a process can be told to do. */
export const acts = {
  upload: async (text: string) => (await uploadDataset(upload(text))).id,
  async pages() {
    const [explore, overview] = [await exploreData({ ...defaultView, metric: "ttft" }), await overviewData()];
    const { points, datasets, evidence, systems } = overview;
    return {
      shown: explore.points.map((point) => [point.case.system, point.value]),
      slots: explore.slots,
      overview: { points, datasets, evidence, systems, newest: overview.newest.map(({ title }) => title) },
      list: (await datasetList()).map(({ title }) => title),
    };
  },
  retitle: async (sha256: string) => {
    const store = await openStore();
    const { name, origin, note } = (await store.findDataset(sha256))!;
    await store.relabelDataset(sha256, { name, origin, note, title: "Another title" });
  },
  retire: async (sha256: string) => (await openStore()).retire(sha256),
  view: async (query: string) => (await storeView(jsonRequest(JSON.stringify({ query })))).id,
  findView: async (id: string) => (await (await openStore()).findView(id))?.datasets,
  recipe: async (json: string) => (await saveRecipe(jsonRequest(json))).id,
  async stop() {
    await importPool().close();
    await closeStore();
    process.exit();
  },
};

export interface Asked {
  act: keyof typeof acts;
  text: string;
}

process.on("message", ({ act, text }: Asked) => {
  acts[act](text).then(
    (answer) => process.send?.({ answer }),
    (cause: unknown) => process.send?.({ error: String(cause) }),
  );
});

// The test is over, however it ended.
process.on("disconnect", () => process.exit());
