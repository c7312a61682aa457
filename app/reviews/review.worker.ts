import { countProblems } from "@/lib/points/problem";
import { addToCatalogue } from "@/lib/catalogue/current";
import { auditedHere } from "../audited-here";
import type { OwnCatalogue } from "../worker-with-catalogue";
import type { FileRead, FileToRead, ReadRequest, ReviewRead } from "@/components/review/review-reader";
import { isArchive } from "@/lib/importers/archive";
import { readFile } from "@/lib/importers";
import { fileFromBytes } from "@/lib/importers/source-file";
import { evidences, type Evidence } from "@/lib/points/evidence";
import { isDrawable, type Point } from "@/lib/points/point";
import { reviewModel } from "@/lib/review/review-model";
import { reviewOf } from "@/lib/review/review";
import type { ReviewPoint } from "@/lib/review/side";
import type { Role } from "@/lib/review/stored-review";

/** What TypeScript's page library does not know of a worker. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ReadRequest | OwnCatalogue>) => void) | null;
  postMessage(answer: ReviewRead): void;
}

const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  if ("own" in data) addToCatalogue(data.own);
  else void answer(data).then((read) => scope.postMessage(read));
};

interface ReadHere {
  facts: FileRead;
  role: Role;
  points: ReviewPoint[];
}

async function answer({ files, title, url }: ReadRequest): Promise<ReviewRead> {
  const read = await Promise.all(files.map(readOne));
  const urls = new Map(files.map((each) => [each.key, each.url]));
  const side = (role: Role) => read.filter((each) => each.role === role).flatMap(({ points }) => points);
  const names = (role: Role) =>
    files
      .filter((each) => each.role === role)
      .map(({ file }) => file.name)
      .join(", ");
  const [baseline, candidate] = [side("baseline"), side("candidate")];
  if (baseline.length === 0 || candidate.length === 0)
    return { files: read.map(({ facts }) => facts), model: null };
  const frame = { title, url, baseline: names("baseline"), candidate: names("candidate") };
  const model = reviewModel(reviewOf(baseline, candidate), frame, (point) => urls.get(point.dataset) ?? null);
  return { files: read.map(({ facts }) => facts), model };
}

async function readOne({ key, role, file }: FileToRead): Promise<ReadHere> {
  const refused = (says: string): ReadHere => ({ facts: { key, says }, role, points: [] });
  try {
    const source = fileFromBytes(file.name, new Uint8Array(await file.arrayBuffer()));
    if (isArchive(source))
      return refused("An archive holds several files: upload it, then choose among them.");
    const { importer, points, problems, file: facts } = readFile(source);
    if (importer === null || points.length === 0)
      return refused(
        problems[0]
          ? `Found ${problems[0].found}; expected ${problems[0].expected}.`
          : "Nothing to compare in it.",
      );
    const commits = new Set(points.map(({ context }) => context.git_commit));
    const read = {
      ...{ key, sha256: facts.sha256, importer: importer.label, lines: facts.lines },
      ...{ points: points.length, problems: countProblems(problems), evidence: evidenceOf(points) },
      commit: commits.size === 1 ? [...commits][0]! : null,
      audited: auditedHere(points),
    };
    return {
      facts: read,
      role,
      points: points.map((point) => ({ ...point, dataset: key, file: file.name })),
    };
  } catch (fault) {
    return refused(fault instanceof Error ? fault.message : String(fault));
  }
}

function evidenceOf(points: readonly Point[]): Record<Evidence, number> {
  const drawable = points.filter(isDrawable);
  return Object.fromEntries(
    evidences.map((grade) => [grade, drawable.filter(({ evidence }) => evidence === grade).length]),
  ) as Record<Evidence, number>;
}
