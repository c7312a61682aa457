import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The optimizer is a remote attack surface that Whisker, which shows no photographs, does not need.
  images: { unoptimized: true },
  serverExternalPackages: ["better-sqlite3", "pino", "tsx"],
  // Figures, rows and problems of committed data are read from disk at run time, never traced into a bundle.
  outputFileTracingExcludes: { "*": ["data/**", ".whisker/**"] },
  turbopack: {
    // Markdown is read in a worker, where the package's browser build finds no document.
    resolveAlias: {
      "decode-named-character-reference": "./node_modules/decode-named-character-reference/index.js",
    },
  },
  // A saved view's CSV stands at the view's own address, a review's Markdown at the review's.
  rewrites: () =>
    Promise.resolve([
      { source: "/v/:id([A-Za-z0-9_-]{22}).csv", destination: "/explore.csv?view=:id" },
      { source: "/reviews/:id([A-Za-z0-9_-]{22}).md", destination: "/api/reviews/:id/markdown" },
    ]),
  typescript: { ignoreBuildErrors: process.env["WHISKER_SKIP_TYPECHECK"] === "1" },
};

export default config;
