import { dateInputOf } from '../day/partial-date.js'
import { today } from '../day/today.js'

/** Returns when a statement was made, as the API takes it, from the box of its form. */
export function statementDateOf({ statedOn: text }: { statedOn: string }) {
  const { on: statedOn, when: statedWhen } = dateInputOf(text, today())
  return { statedOn, statedWhen }
}
