/** Set by Vite: is the invented library to stand in where there is no shell? */
declare const FAKE_HOST: boolean;
