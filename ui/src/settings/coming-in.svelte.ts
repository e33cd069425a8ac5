import { ask, tryTo } from '../ask';
import { host, type NewsletterSender, type WatchedFolder, type WatchedFolderId } from '../host';

type ComingIn = { folders: WatchedFolder[]; senders: NewsletterSender[] };

/** What is imported by itself, and mails that can be read in two ways. */
export const comingIn = $state<ComingIn>({ folders: [], senders: [] });

export async function loadComingIn(): Promise<void> {
  const [watched, newsletters] = await Promise.all([
    ask('list_watched_folders', {}),
    ask('list_newsletters', {}),
  ]);
  if (watched) comingIn.folders = watched.folders;
  if (newsletters) comingIn.senders = newsletters.senders;
}

export async function watchFolder(): Promise<void> {
  if (await tryTo(host.choose_watched_folder())) await loadComingIn();
}

export async function setAside(id: WatchedFolderId, aside: string | null): Promise<void> {
  await ask('set_watched_folder', { id, aside });
  await loadComingIn();
}

/** What could not be moved aside is tried once more. */
export async function retryAside(id: WatchedFolderId): Promise<void> {
  const watched = await ask('retry_aside', { id });
  if (watched) comingIn.folders = watched.folders;
}

export async function forgetFolder(id: WatchedFolderId): Promise<void> {
  await ask('forget_watched_folder', { id });
  await loadComingIn();
}
