#!/usr/bin/env node
// The `whisker` command. The folder it is called from does not matter.
import { loadOwnCode, root } from "./own-code.mjs";

const { runWhisker } = await loadOwnCode("whisker");
await runWhisker(process.argv, root);
