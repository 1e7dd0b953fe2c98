/** Rules for texts that people write; `each` applies them to the entries of a list. */
import { applyDecorators } from '@nestjs/common'
import { codePoint, invisibleIn, isBlank } from './text.js'
import { Rule } from './rule.js'

/** Rejects a blank text, and one of more than `max` characters. */
export const Prose = (max: number, each = false): PropertyDecorator =>
  applyDecorators(
    Rule('BLANK', (text) => !isBlank(String(text)), {}, each),
    Rule('TOO_LONG', (text) => [...String(text)].length <= max, { max }, each),
  )

/** Rejects a line break, a tab and an invisible character too, for a text in one line such as a name. */
export const OneLine = (max: number, each = false): PropertyDecorator =>
  applyDecorators(
    Prose(max, each),
    Rule('ONE_LINE', (text) => isBlank(String(text)) || !breaks.test(String(text)), {}, each),
    Rule(
      'INVISIBLE_CHARACTER',
      (text) => isBlank(String(text)) || !invisibleIn(String(text)),
      invisibleParams,
      each,
    ),
  )

const breaks = /[\t\n\u2028\u2029]/

const invisibleParams = (text: unknown) => ({ value: codePoint(invisibleIn(String(text)) ?? '') })
