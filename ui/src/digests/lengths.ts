import type { Budget } from '../host';

const WIDE = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/gu;

/** How long texts are together, counted as the readiness panel counts them: `digests::length_of`. */
export function lengthOf(unit: Budget['unit'], texts: string[]): number {
  return texts.reduce((sum, text) => sum + (unit === 'words' ? words(text) : [...text.trim()].length), 0);
}

function words(text: string): number {
  const wide = text.match(WIDE)?.length ?? 0;
  const rest = text.replace(WIDE, ' ').split(/\s+/u);
  return wide + rest.filter((run) => /[\p{L}\p{N}]/u.test(run)).length;
}
