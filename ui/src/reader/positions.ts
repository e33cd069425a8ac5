/** How far each article was read, on this machine: a share of its length, so that another width or size does no harm. */
const KEPT = 'tidings.positions';
const MOST = 400;

let positions: Map<number, number> | undefined;
let writing: ReturnType<typeof setTimeout> | undefined;

export function readPosition(id: number): number {
  return all().get(id) ?? 0;
}

/** The start and the end are no places to come back to. */
export function keepPosition(id: number, share: number): void {
  const known = all();
  known.delete(id);
  if (share > 0.02 && share < 0.98) known.set(id, Math.round(share * 10_000) / 10_000);
  for (const oldest of known.keys()) {
    if (known.size <= MOST) break;
    known.delete(oldest);
  }
  writing ??= setTimeout(() => {
    writing = undefined;
    localStorage.setItem(KEPT, JSON.stringify([...all()]));
  }, 500);
}

function all(): Map<number, number> {
  if (positions) return positions;
  try {
    positions = new Map(JSON.parse(localStorage.getItem(KEPT) ?? '[]') as [number, number][]);
  } catch {
    positions = new Map();
  }
  return positions;
}
