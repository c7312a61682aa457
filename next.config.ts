import { join } from "node:path";
import type { NextConfig } from "next";

const form = ":form(svg|png|csv|json|md|html)";
const picture = ":form(svg|png)";
const formAddresses = [
  { source: `/explore.${form}`, destination: "/forms/explore/:form" },
  { source: `/v/:id([A-Za-z0-9_-]{22}).${form}`, destination: "/forms/v/:id/:form" },
  { source: `/reviews/:id([A-Za-z0-9_-]{22}).${form}`, destination: "/forms/reviews/:id/:form" },
  { source: `/points/:id([0-9a-f]{16}).${form}`, destination: "/forms/points/:id/:form" },
  { source: `/datasets/:id([0-9a-f]{64}).${picture}`, destination: "/forms/datasets/:id/:form" },
];

/**
 * The static site (`npm run export`): pages named `*.site.tsx`, as files; no routes, and nothing that needs a server. It is
 * built in a folder of its own below the project's.
 */
const site = process.env["WHISKER_SITE"] === "1";

const config: NextConfig = {
  ...(site ? { output: "export" as const, pageExtensions: ["site.tsx"], trailingSlash: true } : {}),
  env: { WHISKER_SITE: site ? "1" : "" },
  poweredByHeader: false,
  reactStrictMode: true,
  // The optimizer is a remote attack surface that Whisker, which shows no photographs, does not need.
  images: { unoptimized: true },
  serverExternalPackages: ["@resvg/resvg-js", "better-sqlite3", "pino", "tsx"],
  // Figures, rows and problems of committed data are read from disk at run time, never traced into a bundle.
  outputFileTracingExcludes: { "*": ["data/**", ".whisker/**"] },
  turbopack: {
    ...(site ? { root: join(process.cwd(), "..") } : {}),
    // Markdown is read in a worker, where the package's browser build finds no document.
    resolveAlias: {
      "decode-named-character-reference": `${site ? ".." : "."}/node_modules/decode-named-character-reference/index.js`,
    },
  },
  // The server does that itself, once it answers: lib/server/preload-pages.ts.
  experimental: { preloadEntriesOnStart: false },
  // Whoever shows where a link leads reads the head of a page, and no list knows all of them: nobody gets it later.
  htmlLimitedBots: /./,
  // Every form stands at the address of its page, with a suffix.
  ...(site ? {} : { rewrites: () => Promise.resolve(formAddresses) }),
  typescript: { ignoreBuildErrors: process.env["WHISKER_SKIP_TYPECHECK"] === "1" },
};

export default config;
