import { benchDataset } from "./bench-dataset";
import { median, type Figure } from "./figure";

/**
 * Pictures as a reader gets them, over HTTP: an SVG of 1,000 points that nobody asked for before (each of another width, over
 * data that are read), the same again, and a PNG of about 1600 × 900.
 */
export async function shareForms(url: string): Promise<Figure[]> {
  const dataset = (await benchDataset(url, 1000)).slice(0, 12);
  const all = `${url}/explore.svg?dataset=${dataset}`;
  await msOf(all);
  const cold = await times((i) => `${all}&width=${800 + i}`);
  const cached = await times(() => all);
  // 28 rows and what stands around them.
  const some = `${url}/explore.png?dataset=${dataset}&model=model-1&batch=1&batch=2&batch=3&batch=4&batch=5&batch=6&batch=7`;
  await msOf(`${some}&width=1500`);
  const png = await times((i) => `${some}&width=${1600 + i}`);
  const [, height] = await sizeOf(`${some}&width=1600`);
  return [
    { what: "SVG of 1,000 points, first asked for", figure: cold, budget: 100, unit: "ms" },
    { what: "the same SVG again", figure: cached, budget: 10, unit: "ms" },
    { what: `PNG of 1600 × ${height}, first asked for`, figure: png, budget: 250, unit: "ms" },
  ];
}

/** The median of nine, after two that warm up. */
async function times(addressOf: (i: number) => string): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < 11; i += 1) all.push(await msOf(addressOf(i)));
  return median(all.slice(2));
}

async function msOf(address: string): Promise<number> {
  const start = performance.now();
  await bytesOf(address);
  return performance.now() - start;
}

async function bytesOf(address: string): Promise<DataView> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return new DataView(await answer.arrayBuffer());
}

/** Width and height of a PNG, as its header says. */
async function sizeOf(address: string): Promise<[number, number]> {
  const bytes = await bytesOf(address);
  return [bytes.getUint32(16), bytes.getUint32(20)];
}
