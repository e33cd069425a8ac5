import { flushSync, mount, unmount } from 'svelte';
import { expect, test, vi } from 'vitest';

import AskName from './AskName.svelte';

// jsdom has the element, but not what it does.
HTMLDialogElement.prototype.showModal ??= () => {};

/** A full disk, say: a name that was thought of is not to be thought of again. */
test('a name that could not be written stays, and one press is one name', async () => {
  const onsave = vi
    .fn<(name: string) => Promise<boolean>>()
    .mockResolvedValueOnce(false)
    .mockResolvedValue(true);
  const onclose = vi.fn();
  const props = { title: 'New', label: 'Name', name: '', yes: 'Save', no: 'Cancel', onsave, onclose };
  const shown = mount(AskName, { target: document.body, props });
  flushSync();
  const field = document.querySelector('input')!;
  const submit = (): void => {
    field.form!.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  };
  submit();
  expect(onsave, 'it is called nothing').not.toHaveBeenCalled();
  field.value = 'Ports';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  flushSync();
  submit();
  submit();
  expect(onsave.mock.calls).toEqual([['Ports']]);
  await Promise.resolve();
  await Promise.resolve();
  expect([onclose.mock.calls.length, field.value]).toEqual([0, 'Ports']);
  submit();
  await expect.poll(() => onclose.mock.calls.length).toBe(1);
  await unmount(shown);
});
