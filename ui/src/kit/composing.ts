/**
 * Keys that an input method still works with are nobody else's: the Enter that ends a composed word sends nothing off. Heard
 * before every field, so that none has to think of it. WebKit tells some of them only by their code, 229.
 */
export function leaveToComposing(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
}
