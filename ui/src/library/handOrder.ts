/** Orders that are made by hand. */
import type { ArticleId } from '../host';

/** Whether the articles stand there already, one behind the other: before that one or, without one, at the end. */
export function isInPlace(held: ArticleId[], ids: ArticleId[], before?: ArticleId): boolean {
  const at = held.indexOf(ids[0] ?? -1);
  const next = held[at + ids.length];
  return (
    at >= 0 && ids.every((id, by) => held[at + by] === id) && (next === before || ids.includes(before ?? -1))
  );
}

/** The order of now, with these where they stood in `held`; what else became of it since stays so. */
export function putBack(now: ArticleId[], ids: ArticleId[], held: ArticleId[]): ArticleId[] {
  const back = new Set(ids);
  const stays = new Set(now.filter((id) => !back.has(id)));
  const behind = new Map<ArticleId | undefined, ArticleId[]>();
  let last: ArticleId | undefined;
  for (const id of held) {
    if (back.has(id)) behind.set(last, [...(behind.get(last) ?? []), id]);
    else if (stays.has(id)) last = id;
  }
  return [...(behind.get(undefined) ?? []), ...[...stays].flatMap((id) => [id, ...(behind.get(id) ?? [])])];
}
