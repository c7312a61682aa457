import type { Metadata } from "next";
import { currentCatalogue } from "@/lib/catalogue/current";
import { systemSlots } from "@/lib/server/page-data";
import { settings } from "@/lib/server/settings";
import { UploadPage } from "./upload-page";
import "../styles/datasets.css";
import "../styles/upload.css";

export const metadata: Metadata = { title: "Upload" };

export default async function Page() {
  return (
    <main id="main" tabIndex={-1} className="wrap up-page">
      <p className="noscript">
        Reading a file here needs scripts. Without them a program can send it:{" "}
        <code>
          curl --data-binary @results.csv -H &quot;Content-Type: text/csv&quot;
          &quot;…/api/datasets?name=results.csv&quot;
        </code>
      </p>
      <UploadPage
        settings={{ slots: await systemSlots(), maxUpload: settings().maxUpload }}
        own={currentCatalogue().added}
      />
    </main>
  );
}
