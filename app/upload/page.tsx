import type { Metadata } from "next";
import { systemSlots } from "@/lib/server/page-data";
import { UploadPage } from "./upload-page";
import "../styles/datasets.css";
import "../styles/upload.css";

export const metadata: Metadata = { title: "Upload" };

export default async function Page() {
  return (
    <main id="main" tabIndex={-1} className="wrap up-page">
      <UploadPage slots={await systemSlots()} />
    </main>
  );
}
