import { renderAsync } from "@resvg/resvg-js";
import { HttpProblem } from "../http-problem";
import { perProcess } from "../per-process";
import { drawableSvg, fonts } from "./fonts";

/** More pixels than these would take more memory than one request may have: 4 bytes each, twice. */
export const mostPixels = 36_000_000;

/** Pictures that are drawn at a time; resvg has threads of its own, and the others wait. */
const atATime = 2;

/** An SVG of ours as PNG, `scale` pixels for each of its px. Fonts come from files of ours only; nothing is fetched. */
export async function pngOf(svg: string, scale: number): Promise<Uint8Array> {
  refuseLarge(svg, scale);
  const { files, covers } = fonts();
  const options = {
    font: {
      fontFiles: files,
      loadSystemFonts: false,
      defaultFontFamily: "Inter",
      sansSerifFamily: "Inter",
      monospaceFamily: "JetBrains Mono",
    },
    fitTo: { mode: "zoom" as const, value: scale },
  };
  const image = await inTurn(() => renderAsync(drawableSvg(svg, covers), options));
  return image.asPng();
}

function refuseLarge(svg: string, scale: number): void {
  const [, width = "0", height = "0"] = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  if (Number(width) * Number(height) * scale * scale <= mostPixels) return;
  const detail = `${width} × ${height} px at scale ${scale} are too many pixels for one picture: filter the view, or ask for scale=1, a smaller width, or .svg.`;
  throw new HttpProblem({ status: 400, title: "Too large a picture", detail });
}

const line = () => perProcess("png", () => ({ running: 0, waiting: [] as (() => void)[] }));

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const queue = line();
  if (queue.running >= atATime) await new Promise<void>((go) => queue.waiting.push(go));
  else queue.running += 1;
  try {
    return await work();
  } finally {
    const next = queue.waiting.shift();
    if (next) next();
    else queue.running -= 1;
  }
}
