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

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The optimizer is a remote attack surface that Whisker, which shows no photographs, does not need.
  images: { unoptimized: true },
  serverExternalPackages: ["@resvg/resvg-js", "better-sqlite3", "pino", "tsx"],
  // Figures, rows and problems of committed data are read from disk at run time, never traced into a bundle.
  outputFileTracingExcludes: { "*": ["data/**", ".whisker/**"] },
  turbopack: {
    // Markdown is read in a worker, where the package's browser build finds no document.
    resolveAlias: {
      "decode-named-character-reference": "./node_modules/decode-named-character-reference/index.js",
    },
  },
  // Whoever shows where a link leads reads the head of a page, and no list knows all of them: nobody gets it later.
  htmlLimitedBots: /./,
  // Every form stands at the address of its page, with a suffix.
  rewrites: () => Promise.resolve(formAddresses),
  typescript: { ignoreBuildErrors: process.env["WHISKER_SKIP_TYPECHECK"] === "1" },
};

export default config;
