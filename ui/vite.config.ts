import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig(({ mode }) => ({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/i18n/generated',
      strategy: ['globalVariable', 'baseLocale'],
    }),
    svelte(),
  ],
  // The product holds no fake host: the import stands behind this constant and falls away.
  define: { FAKE_HOST: JSON.stringify(mode === 'fake' || mode === 'test') },
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    target: 'safari16.4',
    emptyOutDir: true,
    // A font or picture as data: would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
}));
