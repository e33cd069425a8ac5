import type { Outlet, Particulars, Title } from '../host';

/** What has nothing in it yet, as the library would make it. */
export const NO_PARTICULARS: Particulars = {
  volume: 0,
  edition: '',
  editors: '',
  closing: '',
  internal: false,
  budget: null,
  quota: null,
};

export const NEW_TITLE: Title = {
  name: '',
  language: '',
  style: 'classic',
  paper: 'a4',
  accent: null,
  sections: [],
  first_number: 1,
  particulars: NO_PARTICULARS,
  rules: [],
};

export const NEW_OUTLET: Outlet = {
  name: '',
  aliases: [],
  country: '',
  language: '',
  kind: null,
  rank: 0,
  owner: '',
  note: '',
  licence: null,
};
