import './kit/base.css';

import { mount } from 'svelte';

import App from './App.svelte';
import { openHost } from './host';
import { loadSettings } from './settings/settings.svelte';

// Theme and language first: nothing is drawn in the wrong one.
await openHost();
await loadSettings();
const target = document.getElementById('app');
if (target) mount(App, { target });
