/** What was looked for lately, on this machine only. */
const KEPT = 'tidings.searches';
const MOST = 8;

export const recentSearches = $state<string[]>(readKept());

export function keepRecent(query: string): void {
  const text = query.trim();
  if (text.length < 3) return;
  const rest = recentSearches.filter((one) => one !== text);
  recentSearches.splice(0, recentSearches.length, text, ...rest.slice(0, MOST - 1));
  localStorage.setItem(KEPT, JSON.stringify(recentSearches));
}

function readKept(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}
