/** A drawn stand-in for a photograph: sky, sea and a breakwater, in tones that hang on the hash. */
export function picture(hash: string): string {
  const hue = Number.parseInt(hash.slice(0, 2), 16);
  const drawn =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540" width="960" height="540">` +
    `<rect width="960" height="540" fill="hsl(${hue} 30% 78%)"/><rect y="300" width="960" height="240" fill="hsl(${hue} 28% 42%)"/>` +
    `<path d="M0 320h520l60 40H0z" fill="hsl(${hue} 8% 30%)"/><circle cx="730" cy="130" r="54" fill="hsl(40 80% 88%)"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(drawn)}`;
}
