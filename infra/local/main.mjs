#!/usr/bin/env node
/**
 * Everything a fresh clone needs, from one command; `help` lists them.
 * This file only checks Node: the rest uses what older versions lack and is
 * therefore imported after the check.
 */
import { nodeIsSupported } from './node-version.mjs';

if (nodeIsSupported(process.versions.node)) {
  const { main } = await import('./commands.mjs');
  // Not process.exitCode: a forgotten timer must not keep a finished command alive.
  process.exit(await main(process.argv.slice(2)));
} else {
  console.error(
    `Node ${process.versions.node} cannot run this — install Node 20.19 or later (or 22.12 or later), then run this again`,
  );
  process.exit(1);
}
