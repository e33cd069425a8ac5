const KEPT = /src="picture:([0-9a-f]{64})"/g;

/** The article's HTML with the addresses under which its kept pictures are had here. */
export function placePictures(html: string, address: (hash: string) => string): string {
  return html.replace(KEPT, (_, hash: string) => `src="${address(hash)}"`);
}
