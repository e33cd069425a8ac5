import { defineConfig } from 'vitest/config';

/** Chromium on the built page: `npm run test:screens`; with SHOTS set (to parts of names, or nothing) its pictures instead. */
export default defineConfig({
  test: {
    include: process.env.SHOTS === undefined ? ['screens/**/*.test.ts'] : ['screens/shots.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    // A loaded machine draws late; nothing waits longer than it has to.
    expect: { poll: { timeout: 15_000 } },
  },
});
