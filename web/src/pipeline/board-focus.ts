/** The steps of the arrow keys: columns to the side, cards up or down. */
const steps: Record<string, [column: number, card: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Moves the focus between the cards of a board. Returns whether the key moved it. Empty columns are skipped. */
export function moveFocus(board: HTMLElement, key: string): boolean {
  const step = steps[key]
  const columns = [...board.querySelectorAll('[data-column]')]
    .map((column) => [...column.querySelectorAll<HTMLElement>('[data-card]')])
    .filter((cards) => cards.length > 0)
  const column = columns.findIndex((cards) => cards.includes(document.activeElement as HTMLElement))
  if (!step || column < 0) return false
  const card = columns[column]?.indexOf(document.activeElement as HTMLElement) ?? 0
  const cards = columns[column + step[0]]
  const target = cards?.[Math.min(cards.length - 1, card + step[1])]
  target?.focus()
  return target !== undefined
}
