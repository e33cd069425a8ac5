/** A press as text: `j`, `?`, `Enter`, `Mod+k`, `Alt+ArrowUp`, `Mod+Shift+z`. `Mod` is Ctrl, on a Mac the command key. */
export function keysOf(event: KeyboardEvent, mac = isMac()): string {
  const mod = mac ? event.metaKey : event.ctrlKey;
  // Plus stands on the key of the equals sign on most boards, and alone on others.
  const plus = mod && event.key === '+';
  const key = plus ? '=' : plainKey(event);
  const printed = key.length === 1;
  const parts = [];
  if (mod) parts.push('Mod');
  if (event.altKey) parts.push('Alt');
  // Of a printed character Shift is a part already: `?`, not `Shift+/`.
  if (event.shiftKey && !plus && (!printed || mod || event.altKey)) parts.push('Shift');
  parts.push(printed && (mod || event.altKey) ? key.toLowerCase() : key);
  return parts.join('+');
}

/** For people: `Ctrl K`, `Alt ↑`. */
export function showKeys(keys: string, mac = isMac()): string {
  const names: Record<string, string> = {
    Mod: mac ? '⌘' : 'Ctrl',
    Alt: mac ? '⌥' : 'Alt',
    Shift: mac ? '⇧' : 'Shift',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
    Enter: '↵',
    ' ': 'Space',
  };
  const parts = keys === '+' ? ['+'] : keys.split('+');
  return parts
    .flatMap((part) => (/^[A-Z]$/.test(part) ? ['Shift', part] : [part]))
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(mac ? '' : ' ');
}

/** Is something being typed there? */
export function takesText(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  if (!element?.tagName) return false;
  if (element.isContentEditable || element.tagName === 'TEXTAREA' || element.tagName === 'SELECT')
    return true;
  if (element.tagName !== 'INPUT') return false;
  return !['radio', 'checkbox', 'button'].includes((element as HTMLInputElement).type);
}

/** On an Arabic or Russian keyboard the key of `j` prints another letter: then its place on the board counts. */
function plainKey(event: KeyboardEvent): string {
  const { key, code } = event;
  if (key.length !== 1 || key.charCodeAt(0) < 128) return key;
  if (/^Key[A-Z]$/.test(code)) {
    const letter = code.slice(3).toLowerCase();
    return event.shiftKey ? letter.toUpperCase() : letter;
  }
  if (/^Digit\d$/.test(code)) return code.slice(5);
  const shifted: Record<string, string> = { Slash: '?' };
  const bare: Record<string, string> = {
    Slash: '/',
    BracketLeft: '[',
    BracketRight: ']',
    Comma: ',',
    Period: '.',
  };
  return (event.shiftKey ? shifted[code] : bare[code]) ?? key;
}

function isMac(): boolean {
  return navigator.platform.startsWith('Mac');
}
