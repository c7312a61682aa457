/** What the HTTP interface takes and gives, as OpenAPI 3.1. A test holds it against the routes under app/. */

import { findingLevels } from "@/lib/points/finding";
import { auditLevels } from "@/lib/points/point-audit";
import { candidateRoles, roles } from "@/lib/review/stored-review";

const problem = {
  description: "What is wrong, where, and what to do",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

const json = (description: string, schema: object) => ({
  description,
  content: { "application/json": { schema } },
});

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const list = (items: object) => ({ type: "array", items });
const text = { type: "string" };
const count = { type: "integer", minimum: 0 };
const nullable = (type: string) => ({ type: [type, "null"] });

const parameter = (
  where: "path" | "query" | "header",
  name: string,
  description: string,
  schema: object = text,
) => ({
  ...{ in: where, name, description, schema, required: where === "path" },
});

const sha = parameter(
  "path",
  "sha",
  "The file's sha256, or a prefix of 8 or more digits that only one file has",
);

/** A view is many parameters that add up; they are described once, in lib/view/view.ts, and passed through here. */
const viewQuery = [
  parameter("query", "view", "The id of a stored view, in place of all others"),
  parameter("query", "metric", "A metric's id, or scaling"),
  parameter("query", "evidence", "samples, summary, single or claim; repeatable", list(text)),
  parameter(
    "query",
    "audit",
    "What the audit comes to: impossible, inconsistent, unusual, untestable, passed, or nothing for not audited; repeatable",
    list(text),
  ),
  parameter("query", "dataset", "The first 12 digits of a sha256; repeatable", list(text)),
  parameter(
    "query",
    "model",
    "A value of a case field; so for each field, and extra.<name>; repeatable",
    list(text),
  ),
];

const file = {
  required: true,
  description: "The file's own bytes, without Content-Encoding",
  content: Object.fromEntries(
    ["text/csv", "application/json", "text/markdown", "text/html", "text/plain", "application/zip"].map(
      (type) => [type, { schema: {} }],
    ),
  ),
};

const named = [parameter("query", "name", "The file's name, kept as a label")];

const recipeAsked = parameter(
  "query",
  "recipe",
  "The id of a saved recipe to read a table's columns by; `none` for the importer's own reading. Without it a published table is read by the recipe saved last for its header",
);

const reviewId = parameter("path", "id", "The review's id");

const markdownForm = parameter("query", "form", "Of Markdown, how much: a sentence, the table, or all", {
  type: "string",
  enum: ["summary", "table", "full"],
  default: "table",
});

const reviewCandidate = parameter(
  "query",
  "candidate",
  "Of which candidate; the first where it is left out",
  { enum: candidateRoles },
);

const formSuffix = parameter(
  "path",
  "form",
  "The suffix; without one, at the page's own address, an `Accept` header says the same",
  { type: "string", enum: ["svg", "png", "csv", "json", "md", "html"] },
);

const pictureQuery = [
  parameter("query", "width", "px of a picture", {
    type: "integer",
    minimum: 320,
    maximum: 2400,
    default: 800,
  }),
  parameter("query", "scale", "Pixels of a PNG for each px", {
    type: "integer",
    enum: [1, 2, 3],
    default: 1,
  }),
  parameter("query", "theme", "Of a picture; auto, of an SVG only, is the reader's", {
    type: "string",
    enum: ["light", "dark", "auto"],
  }),
  parameter("query", "badge", "There with any value: a small picture for a README"),
  parameter("query", "card", "There with any value: 1200 × 630, for places that show what a link leads to"),
  parameter("query", "raw", "1: CSV without comments and without guarded texts"),
];

const formResponses = {
  200: {
    description: "The file; an ETag, and `immutable` where it is the same for ever",
    content: Object.fromEntries(
      ["image/svg+xml", "image/png", "text/csv", "application/json", "text/markdown", "text/html"].map(
        (type) => [type, { schema: {} }],
      ),
    ),
  },
  304: { description: "As it was when the ETag was given" },
  400: problem,
  404: problem,
};

const recipeBody = { "application/json": { schema: ref("Recipe") } };

export const openapi = {
  openapi: "3.1.0",
  info: {
    title: "Whisker",
    version: "1",
    description: "AI benchmark results in which every point carries its whisker and its source.",
  },
  paths: {
    "/api/health": {
      get: {
        summary: "Whether the server can answer",
        responses: { 200: json("It can", ref("Health")), 503: json("It cannot", ref("Health")) },
      },
    },
    "/api/session": {
      post: {
        summary: "Exchange a token for a session of this browser: the answer sets its cookie",
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: { type: "object", properties: { token: text }, required: ["token"] },
            },
          },
        },
        responses: {
          201: json("Signed in", { type: "object", properties: { name: text, scope: text } }),
          400: problem,
          401: problem,
        },
      },
      delete: {
        summary: "End the session",
        responses: {
          200: json("Signed out", { type: "object", properties: { signedOut: { type: "boolean" } } }),
        },
      },
    },
    "/api/tokens": {
      get: {
        summary:
          "Every token, without its secret (scope admin); they are made by `whisker token create` alone",
        responses: {
          200: json("Tokens, newest first", {
            type: "object",
            properties: { tokens: list({ type: "object" }) },
          }),
        },
      },
    },
    "/api/tokens/{id}": {
      delete: {
        summary: "Revoke a token, and end the sessions that were opened with it (scope admin)",
        parameters: [parameter("path", "id", "The ten digits after wsk_")],
        responses: {
          200: json("Revoked", { type: "object", properties: { revoked: text } }),
          404: problem,
        },
      },
    },
    "/api/writes": {
      get: {
        summary: "The log of writes, newest first (scope admin)",
        parameters: [parameter("query", "before", "The sequence at which the page before ended", count)],
        responses: {
          200: json("A page of it", {
            type: "object",
            properties: { writes: list({ type: "object" }), next: nullable("integer") },
          }),
        },
      },
    },
    "/api/ready": {
      get: {
        summary:
          "Whether a balancer should send requests here: not while the process stops or its database is away",
        responses: { 200: json("It should", ref("Readiness")), 503: json("Not now", ref("Readiness")) },
      },
    },
    "/api/openapi.json": {
      get: { summary: "This description", responses: { 200: json("OpenAPI 3.1", { type: "object" }) } },
    },
    "/api/datasets": {
      get: {
        summary: "All datasets, newest first",
        responses: {
          200: json("Datasets", { type: "object", properties: { datasets: list(ref("Dataset")) } }),
        },
      },
      post: {
        summary: "Publish a file",
        description: "Stored whole or not at all. The same bytes again are the same dataset.",
        parameters: [
          ...named,
          parameter("query", "title", "A title; the name where there is none"),
          recipeAsked,
          parameter("header", "X-Content-SHA256", "The bytes' sha256; others are refused"),
        ],
        requestBody: file,
        responses: {
          201: json("Stored", ref("Uploaded")),
          200: json("These bytes were there", ref("Uploaded")),
          ...Object.fromEntries([400, 403, 408, 413, 415, 422, 507].map((status) => [status, problem])),
        },
      },
    },
    "/api/datasets/{sha}": {
      get: {
        summary: "A dataset with its points, problems and findings",
        parameters: [sha],
        responses: {
          200: json("The dataset", {
            type: "object",
            properties: {
              dataset: ref("Dataset"),
              points: list(ref("ChartPoint")),
              problems: list(ref("FileProblem")),
              findings: { ...list(ref("PlacedFinding")), type: ["array", "null"] },
            },
          }),
          404: problem,
        },
      },
      delete: {
        summary: "Take an uploaded dataset out of the lists; links that show it still do, and say so",
        parameters: [sha],
        responses: {
          200: json("Where to bring it back", {
            type: "object",
            properties: { deleted: text, restore: text },
          }),
          404: problem,
          409: problem,
        },
      },
    },
    "/api/datasets/{sha}/restore": {
      post: {
        summary: "Bring a deleted dataset back",
        parameters: [sha],
        responses: {
          200: json("It is back", { type: "object", properties: { id: text, url: text } }),
          404: problem,
        },
      },
    },
    "/api/datasets/{sha}/file": {
      get: {
        summary: "The file, byte for byte",
        parameters: [sha],
        responses: {
          200: { description: "Its bytes", content: { "application/octet-stream": {} } },
          404: problem,
        },
      },
    },
    "/api/datasets/{sha}/lines": {
      get: {
        summary: "Lines of the file, decoded",
        parameters: [
          sha,
          parameter("query", "from", "The first line, counted from 1", count),
          parameter("query", "to", "The last line; at most 1000 lines are given", count),
          parameter(
            "query",
            "at",
            "A character of the first line, counted from 1, that its part must hold",
            count,
          ),
          parameter("query", "pointer", "A JSON Pointer, in place of a line"),
          parameter("query", "line", "With a pointer into JSON Lines: the line of its object", count),
        ],
        responses: { 200: json("The lines", ref("Lines")), 400: problem, 404: problem },
      },
    },
    "/api/inspect": {
      post: {
        summary: "What a file would become; nothing is stored",
        parameters: [...named, recipeAsked],
        requestBody: file,
        responses: {
          200: json(
            "As `whisker inspect --json` writes it; of a zip archive an object with `files`",
            ref("Inspected"),
          ),
          422: json("Nothing of it was readable", ref("Inspected")),
          ...Object.fromEntries([400, 403, 408, 413, 415].map((status) => [status, problem])),
        },
      },
    },
    "/api/points": {
      get: {
        summary: "The points that a view shows",
        parameters: viewQuery,
        responses: {
          200: json("The points", {
            type: "object",
            properties: { query: text, shown: count, points: list(ref("ChartPoint")) },
          }),
          404: problem,
        },
      },
    },
    "/api/points/{id}": {
      get: {
        summary: "All of one point: runs, samples, provenance, its dataset, and what the audit says of it",
        parameters: [parameter("path", "id", "The point's id: 16 hexadecimal digits")],
        responses: {
          200: json("The point", {
            type: "object",
            properties: {
              point: ref("Point"),
              dataset: ref("Dataset"),
              findings: list(ref("PlacedFinding")),
            },
          }),
          404: problem,
        },
      },
    },
    "/api/reviews": {
      get: {
        summary: "All reviews, last changed first, with their verdicts counted",
        responses: {
          200: json("Reviews", { type: "object", properties: { reviews: list({ type: "object" }) } }),
        },
      },
      post: {
        summary: "Create a review of datasets that are stored already",
        requestBody: { required: true, content: { "application/json": { schema: ref("NewReview") } } },
        responses: {
          201: json("Created", {
            type: "object",
            properties: { id: text, url: text },
            required: ["id", "url"],
          }),
          ...Object.fromEntries([400, 403, 413, 415].map((status) => [status, problem])),
        },
      },
    },
    "/api/reviews/{id}": {
      get: {
        summary: "A review, its files, and its verdicts as `whisker check --json` writes them",
        parameters: [reviewId],
        responses: { 200: json("The review", ref("Review")), 404: problem },
      },
      patch: {
        summary:
          "Change title, link, rules or what is attached; a file that is replaced stays in the history",
        parameters: [reviewId],
        requestBody: { required: true, content: { "application/json": { schema: ref("ReviewChange") } } },
        responses: {
          200: json("The review", ref("Review")),
          ...Object.fromEntries([400, 403, 404, 413, 415].map((status) => [status, problem])),
        },
      },
    },
    "/api/reviews/{id}/markdown": {
      get: {
        summary: "A review as Markdown for a pull request; also at /reviews/{id}.md",
        parameters: [reviewId, markdownForm, reviewCandidate],
        responses: {
          200: { description: "Markdown", content: { "text/markdown": { schema: text } } },
          400: problem,
          404: problem,
        },
      },
    },
    "/api/reviews/{id}/notes": {
      post: {
        summary: "Write a note on the review, on one of its comparisons, or on a point",
        parameters: [reviewId],
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: {
                  about: {
                    ...nullable("string"),
                    description:
                      "The key of one of the review's comparisons, the id of a point of its files, or null for the review",
                  },
                  text,
                },
                required: ["about", "text"],
              },
            },
          },
        },
        responses: {
          201: json("Written", { type: "object", properties: { id: text }, required: ["id"] }),
          ...Object.fromEntries([400, 403, 404, 413, 415].map((status) => [status, problem])),
        },
      },
    },
    "/api/recipes": {
      get: {
        summary: "The recipe saved last for tables with one header",
        parameters: [
          parameter(
            "query",
            "header",
            "What the tables share: SHA-256 of the JSON list of headers, 32 digits",
          ),
        ],
        responses: {
          200: json("The recipe", ref("SavedRecipe")),
          204: { description: "None is saved for tables with this header" },
          400: problem,
        },
      },
      post: {
        summary: "Save how the columns of tables with one header are read; applied to such files from now on",
        requestBody: { required: true, content: recipeBody },
        responses: {
          201: json("Saved", {
            type: "object",
            properties: { id: text, header: text },
            required: ["id", "header"],
          }),
          ...Object.fromEntries([400, 403, 413, 415].map((status) => [status, problem])),
        },
      },
    },
    "/api/recipes/{id}": {
      get: {
        summary: "A saved recipe",
        parameters: [parameter("path", "id", "The recipe's id, made from its content")],
        responses: { 200: json("The recipe", ref("SavedRecipe")), 404: problem },
      },
    },
    "/api/oembed": {
      get: {
        summary: "A stored view as oEmbed 1.0: a frame with its card; known by PUBLIC_URL only",
        parameters: [
          parameter("query", "url", "The address of a stored view"),
          parameter("query", "maxwidth", "px", count),
          parameter("query", "maxheight", "px", count),
          parameter("query", "format", "json", { type: "string", enum: ["json"] }),
        ],
        responses: {
          200: json("The frame", { type: "object" }),
          ...Object.fromEntries([400, 404, 501].map((status) => [status, problem])),
        },
      },
    },
    "/api/views": {
      post: {
        summary: "Store a view under a short, permanent id, pinned to the datasets that it shows",
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: { type: "object", properties: { query: text }, required: ["query"] },
            },
          },
        },
        responses: {
          201: json("Stored", {
            type: "object",
            properties: { id: text, url: text },
            required: ["id", "url"],
          }),
          ...Object.fromEntries([400, 403, 413, 415].map((status) => [status, problem])),
        },
      },
    },
    "/api/views/{id}": {
      get: {
        summary: "A stored view",
        parameters: [parameter("path", "id", "The view's id, exactly")],
        responses: { 200: json("The view", ref("View")), 404: problem },
      },
    },
    "/explore.{form}": {
      get: {
        summary: "A view as a file: its picture, its points (which import again), or Markdown",
        parameters: [formSuffix, ...viewQuery, ...pictureQuery],
        responses: formResponses,
      },
    },
    "/v/{id}.{form}": {
      get: {
        summary: "A stored view as a file, the same for ever; `live=1` asks the same of today's data",
        parameters: [
          parameter("path", "id", "The view's id, exactly"),
          formSuffix,
          parameter("query", "live", "1: today's data in place of what the view was pinned to"),
          ...pictureQuery,
        ],
        responses: formResponses,
      },
    },
    "/points/{id}.{form}": {
      get: {
        summary: "One point as a file",
        parameters: [
          parameter("path", "id", "The point's id: 16 hexadecimal digits"),
          formSuffix,
          ...pictureQuery,
        ],
        responses: formResponses,
      },
    },
    "/datasets/{id}.{form}": {
      get: {
        summary: "A picture of a dataset: the chart of the metric that it has most points of",
        parameters: [
          parameter("path", "id", "The dataset's id: 64 hexadecimal digits"),
          parameter("path", "form", "The suffix", { type: "string", enum: ["svg", "png"] }),
          ...pictureQuery,
        ],
        responses: formResponses,
      },
    },
    "/reviews/{id}.{form}": {
      get: {
        summary: "A review as a file: its forest plot, a table of its comparisons, JSON, or Markdown",
        parameters: [reviewId, formSuffix, reviewCandidate, markdownForm, ...pictureQuery],
        responses: formResponses,
      },
    },
  },
  components: {
    schemas: {
      Problem: {
        type: "object",
        required: ["type", "title", "status", "detail", "requestId"],
        properties: {
          ...{ type: text, title: text, status: { type: "integer" }, detail: text, requestId: text },
          where: ref("Locator"),
          problems: list(ref("FileProblem")),
        },
      },
      Locator: {
        type: "object",
        description: "Line and column (1-based), a JSON Pointer, or table, row and column of Markdown",
        properties: { line: count, column: count, pointer: text, table: count, row: count },
      },
      FileProblem: {
        type: "object",
        required: ["where", "found", "expected"],
        properties: {
          where: { anyOf: [ref("Locator"), { type: "null" }] },
          ...{ found: text, expected: text },
          more: { ...count, description: "How many problems the last one counts that are not listed" },
        },
      },
      Health: {
        type: "object",
        required: ["ok", "store"],
        properties: { ok: { type: "boolean" }, store: text },
      },
      Readiness: {
        type: "object",
        required: ["ready", "because"],
        properties: { ready: { type: "boolean" }, because: { enum: ["stopping", "database", null] } },
      },
      Uploaded: {
        type: "object",
        required: ["id", "url", "points", "problems"],
        description: "Of a zip archive: the first dataset, the counts of all, and each file",
        properties: {
          ...{ id: text, url: text, points: count, problems: count },
          files: list({
            type: "object",
            required: ["entry"],
            properties: {
              ...{ entry: text, created: { type: "boolean" }, id: text, url: text, points: count },
              ...{ problems: count, error: ref("FileProblem") },
            },
          }),
          notes: list(text),
        },
      },
      Dataset: {
        type: "object",
        required: ["sha256", "name", "title", "origin", "storedAt", "bytes", "points", "problems"],
        properties: {
          ...{ sha256: text, name: text, title: text, storedAt: text, retiredAt: nullable("string") },
          origin: { type: "object", properties: { kind: { enum: ["committed", "uploaded"] } } },
          ...{ bytes: count, lines: nullable("integer"), encoding: nullable("string") },
          ...{ delimiter: nullable("string"), lineEnds: nullable("string"), note: nullable("string") },
          importer: { type: "object", properties: { id: text, label: text, version: text } },
          ...{ columns: list({ type: "object" }), notes: list(text), evidence: { type: "object" } },
          ...{ missing: count, points: count, problems: count },
        },
      },
      ChartPoint: {
        type: "object",
        required: ["id", "metric", "unit", "value", "evidence", "case", "dataset", "place"],
        properties: {
          ...{ id: text, metric: text, unit: text, value: nullable("number"), statistic: text },
          ...{ missing: nullable("string"), range: nullable("object"), case: { type: "object" } },
          ...{ stats: { type: "object" }, evidence: { enum: ["samples", "summary", "single", "claim"] } },
          ...{
            interval: nullable("object"),
            strip: nullable("array"),
            dataset: text,
            file: text,
            place: text,
            audit: {
              type: ["object", "null"],
              description: "What the audit comes to: its gravest finding; null where it was not audited",
              properties: { level: { enum: auditLevels }, title: text },
            },
            peak: {
              type: ["object", "null"],
              description:
                "What its hardware does at its makers' peak; null where nothing is known. `bound` limits the value, in its unit; `mbu` and `mfu` are the shares of memory bandwidth and of arithmetic that a value of 1 takes",
              properties: {
                bound: {
                  type: ["object", "null"],
                  properties: { value: { type: "number" }, label: text, of: text },
                },
                mbu: nullable("number"),
                mfu: nullable("number"),
              },
            },
          },
        },
      },
      Point: {
        type: "object",
        description:
          "A ChartPoint with its raw samples (at most 5000, `total` of them in all), runs and provenance",
        properties: {
          samples: {
            type: ["object", "null"],
            properties: { values: list({ type: "number" }), at: list({ type: "number" }), total: count },
          },
          runs: list({ type: "object" }),
          provenance: { type: "object" },
          context: { type: "object" },
        },
      },
      Lines: {
        type: "object",
        required: ["lines", "total", "place"],
        properties: {
          lines: list({
            type: "object",
            required: ["line", "text", "cut"],
            properties: {
              line: count,
              text,
              cut: { ...count, description: "Characters left out at the end" },
              before: { ...count, description: "Characters left out before the text" },
            },
          }),
          total: nullable("integer"),
          place: nullable("object"),
        },
      },
      Inspected: {
        type: "object",
        required: ["file", "importer", "points", "problems"],
        properties: {
          file: { type: "object" },
          importer: nullable("string"),
          points: list({ type: "object", properties: { findings: list(ref("Finding")) } }),
          problems: list(ref("FileProblem")),
        },
      },
      Finding: {
        type: "object",
        description: "What one rule of the audit says of a point",
        required: ["rule", "level", "title", "says", "sum", "missing"],
        properties: {
          rule: text,
          level: { enum: findingLevels },
          title: text,
          says: text,
          sum: nullable("string"),
          missing: list(text),
        },
      },
      PlacedFinding: {
        allOf: [ref("Finding")],
        description: "With the points that it is about, and the places in the file that its sum rests on",
        properties: {
          points: list(text),
          places: list({ type: "object", properties: { point: text, where: { type: "object" } } }),
        },
      },
      Attachment: {
        type: "object",
        required: ["role", "dataset"],
        properties: { role: { enum: roles }, dataset: text },
      },
      ReviewRules: {
        type: "object",
        description: "What is left out keeps its default",
        properties: {
          minRuns: { type: "integer", minimum: 2, default: 3 },
          alpha: { type: "number", default: 0.05 },
          level: { type: "number", default: 0.95 },
          minSpeedup: { type: "number", default: 1.2 },
          maxMemoryIncrease: { type: "number", default: 0.05 },
          maxAccuracyDifference: { type: "number", default: 0.00001 },
          maxPerplexityIncrease: { type: "number", default: 0 },
          maxIterations: { type: "number", default: 1.05 },
          maxExplosion: { type: "number", default: 100 },
        },
      },
      NewReview: {
        type: "object",
        required: ["title", "attachments"],
        properties: {
          title: text,
          link: nullable("string"),
          rules: ref("ReviewRules"),
          attachments: list(ref("Attachment")),
        },
      },
      ReviewChange: {
        type: "object",
        properties: {
          title: text,
          link: nullable("string"),
          rules: ref("ReviewRules"),
          attach: list(ref("Attachment")),
          detach: list(ref("Attachment")),
          replace: { type: "object", properties: { role: text, from: text, to: text } },
        },
      },
      Review: {
        type: "object",
        required: ["review", "verdict", "rules", "comparisons", "unmatched", "setup_differences"],
        properties: {
          review: { type: "object" },
          verdict: { enum: ["pass", "fail", "undecided"] },
          rules: list({ type: "object" }),
          comparisons: list({ type: "object" }),
          unmatched: { type: "object" },
          setup_differences: list({ type: "object" }),
          candidates: list({ type: "object" }),
        },
      },
      Recipe: {
        type: "object",
        required: ["headers", "columns", "notation"],
        properties: {
          headers: list(text),
          columns: {
            ...list({
              type: "object",
              required: ["as"],
              properties: {
                as: {
                  enum: [
                    "metric",
                    "case",
                    "both lengths",
                    "parts",
                    "context",
                    "run",
                    "sample",
                    "count",
                    "field",
                    "ignored",
                  ],
                },
                metric: text,
                statistic: text,
                unit: nullable("string"),
                field: text,
                fixed: list({ type: "object" }),
              },
            }),
            description: "One a header",
          },
          notation: {
            enum: ["point", "comma", null],
            description: "The decimal sign; null: the file decides",
          },
        },
      },
      SavedRecipe: {
        allOf: [ref("Recipe"), { type: "object", properties: { id: text, header: text } }],
      },
      View: {
        type: "object",
        required: ["id", "query", "datasets", "createdAt"],
        properties: { id: text, query: text, datasets: list(text), createdAt: text },
      },
    },
  },
} as const;
