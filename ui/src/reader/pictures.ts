const KEPT = /src="picture:([0-9a-f]{64})"/g;

/** The article's HTML with the addresses under which its kept pictures are had here. */
export function placePictures(html: string, address: (hash: string) => string): string {
  return html.replace(KEPT, (_, hash: string) => `src="${address(hash)}"`);
}

/** A picture that did not come with the file has no address here: its own words stand in its place. */
export function nameAbsentPictures(body: HTMLElement): void {
  for (const picture of body.querySelectorAll('img:not([src])')) {
    const words = picture.getAttribute('alt')?.trim();
    const said = body.ownerDocument.createElement('span');
    said.className = 'absent';
    said.textContent = words ?? '';
    if (words) picture.replaceWith(said);
    else picture.remove();
  }
}
