import type { Metadata } from "next";
import type { DeviceRow, ModelRow } from "@/components/catalogue/catalogue-rows";
import { DeviceTable } from "@/components/catalogue/device-table";
import { ModelTable } from "@/components/catalogue/model-table";
import { keptBytes } from "@/lib/audit/decode-bound";
import type { Accelerator } from "@/lib/catalogue/accelerators";
import { currentCatalogue } from "@/lib/catalogue/current";
import type { CatalogueModel } from "@/lib/catalogue/models";
import { countText } from "@/lib/series/number-text";
import "../styles/catalogue.css";

export const metadata: Metadata = { title: "Catalogue" };
/** A server's own file is read when it starts, and not when the app is built. */
export const dynamic = "force-dynamic";

export default function CataloguePage() {
  const { devices, models, added } = currentCatalogue();
  return (
    <main id="main" tabIndex={-1} className="wrap ca-page">
      <div className="vh">
        <h1>Catalogue</h1>
        <p className="sub">
          What the <a href="/methods#audit">audit</a> knows of devices and models: dense peaks as their makers
          print them (of two figures the larger, so that each is an upper bound), and parameters by which
          weights and arithmetic are counted. What is not here is untestable, and never guessed. To add your
          own, put a <code>catalogue.json</code> into <code>.whisker/</code> or name a file by{" "}
          <code>WHISKER_CATALOGUE</code>, and start Whisker again.
        </p>
      </div>
      <section className="card clip" aria-labelledby="ca-devices">
        <div className="ch tight">
          <h2 id="ca-devices">Devices</h2>
          <span className="mm">{countText(devices.length)}</span>
        </div>
        <DeviceTable rows={devices.map((device) => deviceRow(device, added.devices.includes(device)))} />
      </section>
      <section className="card clip" aria-labelledby="ca-models">
        <div className="ch tight">
          <h2 id="ca-models">Models</h2>
          <span className="mm">{countText(models.length)}</span>
        </div>
        <ModelTable rows={models.map((model) => modelRow(model, added.models.includes(model)))} />
      </section>
    </main>
  );
}

function deviceRow({ name, vendor, year, figures, basis, note }: Accelerator, isOwn: boolean): DeviceRow {
  const { memoryGb, bandwidthGbs, fp32, tf32, fp16, bf16, fp8, fp4, int8, watts, linkGbs } = figures;
  const inOrder = [memoryGb, bandwidthGbs, fp32, tf32, fp16, bf16, fp8, fp4, int8, watts, linkGbs];
  return {
    ...{ name, vendor, year, isOwn, basis },
    figures: inOrder.map((figure) => figure ?? null),
    note: note ?? null,
  };
}

function modelRow(model: CatalogueModel, isOwn: boolean): ModelRow {
  const { name, aliases, parameters, activeParameters, readParameters, publishedBits, shape, basis } = model;
  return {
    ...{ name, aliases, isOwn, parameters, activeParameters, readParameters, publishedBits, basis },
    keptBytes: shape && keptBytes(model, 16),
  };
}
