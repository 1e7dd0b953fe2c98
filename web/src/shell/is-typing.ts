const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** Returns whether a key belongs to what is being typed, to a shortcut of the browser, or to an open dialog. */
export const isTyping = (event: KeyboardEvent): boolean =>
  event.isComposing ||
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  isEditable(event.target) ||
  document.querySelector('[role=dialog]') !== null
