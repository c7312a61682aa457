import { withPointsJson } from "@/lib/export/view-json";
import { findRow } from "@/lib/series/explore";
import { shownJson } from "@/lib/share/shown-json";
import { viewBadge } from "@/lib/share/badge";
import { viewCard } from "@/lib/share/view-card";
import { viewMarkdown } from "@/lib/share/view-markdown";
import { viewSheet } from "@/lib/share/view-sheet";
import { wholePoints } from "../point-answers";
import { publicLink } from "../public-link";
import type { FormBody, FormSource } from "./form-answer";
import type { Form, PictureOptions } from "./form-options";
import { viewOfflineFile } from "./offline-form";
import { pngOf } from "./png";
import { openedPoint, type Shared, type Subject } from "./subject";
import { findingsOfShared, viewCsv } from "./view-csv";

/** The forms of a view, a stored one or a point: each is made of the same series, points and caption. */
export function viewForms(subject: Subject): FormSource {
  const { key, pinned, fileName, news } = subject;
  return {
    ...{ key, pinned, fileName },
    // Of its forms only the offline file is a page that says what became of its data.
    ...(news && { news: async (form: Form) => (form === "html" ? news() : null) }),
    make: async (form, options, query) =>
      makeForm(form, await subject.load(), options, query, (await news?.()) ?? []),
  };
}

async function makeForm(
  form: Form,
  shared: Shared,
  options: PictureOptions,
  query: URLSearchParams,
  news: readonly string[],
): Promise<FormBody> {
  switch (form) {
    case "svg":
      return picture(shared, options);
    case "png":
      return pngOf(picture(shared, options), options.scale);
    case "csv":
      return viewCsv(shared, await wholePoints(shared), {
        raw: query.get("raw") === "1",
        shown: query.get("shown") !== "0",
      });
    case "json":
      return jsonOf(shared);
    case "md":
      return viewMarkdown(shared.model, shared.caption, linksOf(shared));
    case "html":
      return viewOfflineFile(shared, {
        selected: findRow(shared.model.rows, shared.view.point)?.pointId ?? null,
        theme: options.theme ?? shared.view.theme ?? "auto",
        news,
      });
  }
}

function picture(shared: Shared, options: PictureOptions): string {
  const { width, shape } = options;
  // The card of a link that opens a point is that point's.
  const { model, caption, view, query } = (shape === "card" && openedPoint(shared)) || shared;
  const theme = options.theme ?? view.theme ?? "light";
  if (shape === "badge") return viewBadge(model, view, theme, query === "live=1");
  const selected = findRow(model.rows, view.point)?.pointId ?? null;
  if (shape === "card") return viewCard(model.series, caption, selected, theme);
  return viewSheet(model.series, caption, { width, theme, selected });
}

async function jsonOf(shared: Shared): Promise<Iterator<string>> {
  const points = await wholePoints(shared);
  const findings = await findingsOfShared(shared, points);
  const view = { ...shared.caption, query: shared.viewQuery, shown: shownJson(shared.model.rows) };
  return withPointsJson({ view }, points, findings);
}

/** Where the forms stand; null where this server does not know its own address. */
function linksOf({ path, query, caption }: Shared) {
  const of = (suffix: string) => publicLink(`${path}${suffix}${query === "" ? "" : `?${query}`}`);
  const [image, csv] = [of(".svg"), of(".csv")];
  return image === null || csv === null ? null : { view: caption.link, image, csv };
}
