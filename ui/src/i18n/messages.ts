/**
 * The words of the window. What is put into a sentence (the name of an outlet, a headline, a path) may run the other way: it is set
 * apart, so that two Arabic names in an English line keep their order, and marks beside them their place.
 */
import { apart } from './direction';
import { m as words } from './generated/messages.js';

type Message = (values?: Record<string, unknown>, options?: object) => string;

const known = new Map<string, Message>();

export const m = new Proxy({} as typeof words, {
  get(_, key: string) {
    let message = known.get(key);
    if (!message) known.set(key, (message = setApart(words[key as keyof typeof words] as Message)));
    return message;
  },
});

function setApart(message: Message): Message {
  return (values, options) => {
    const set = values && Object.entries(values).map(([name, value]) => [name, ofText(value)]);
    return message(set && Object.fromEntries(set), options);
  };
}

function ofText(value: unknown): unknown {
  return typeof value === 'string' ? apart(value) : value;
}
