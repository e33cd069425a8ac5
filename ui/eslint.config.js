import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

const onlyHost = {
  patterns: [{ group: ['@tauri-apps/*'], message: 'Only src/host speaks with the shell.' }],
};

export default ts.config(
  { ignores: ['dist/', 'dist-fake/', 'shots/', 'src/i18n/generated/', 'src/host/generated/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, FAKE_HOST: 'readonly' } },
    rules: {
      'no-undef': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-imports': ['error', onlyHost],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
    rules: {
      // Article HTML is shown in its own frame; nothing else may be put in as HTML.
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      // Maps and sets here are looked up in; what is shown is in runes.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  { files: ['src/host/**'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['screens/**', '*.ts', '*.js'], languageOptions: { globals: globals.node } },
);
