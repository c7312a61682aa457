import { pointsCsvLines } from "@/lib/export/points-csv";
import { attachment } from "./dataset-answers";
import { shownBy, wholePoints } from "./point-answers";

/**
 * The points that a view shows, as Whisker's own CSV. Texts that a spreadsheet would run are guarded, unless the query
 * says `raw=1`; both import again to the same points.
 */
export async function shownCsv(query: URLSearchParams): Promise<Response> {
  const shown = await shownBy(query);
  const lines = pointsCsvLines(await wholePoints(shown), query.get("raw") === "1" ? "raw" : "people");
  const headers = {
    "Content-Type": "text/csv; charset=utf-8; header=present",
    "Content-Disposition": attachment(`whisker-${shown.view.metric}.csv`),
    "Cache-Control": "no-store",
  };
  return new Response(inPieces(lines), { headers });
}

/** Some thousand lines at a time. */
const pieceLength = 65_536;

function inPieces(lines: Iterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      let piece = "";
      while (piece.length < pieceLength) {
        const { done, value } = lines.next();
        if (done) break;
        piece += value;
      }
      if (piece === "") controller.close();
      else controller.enqueue(encoder.encode(piece));
    },
  });
}
