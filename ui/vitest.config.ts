import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  // Components are mounted as a browser would.
  resolve: { conditions: ['browser'] },
  define: { FAKE_HOST: 'true' },
  test: { include: ['src/**/*.test.ts'], environment: 'jsdom', setupFiles: ['./vitest.setup.ts'] },
});
