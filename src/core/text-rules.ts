/** The rules of what a person writes; `each` applies them to the entries of a list. */
import { applyDecorators } from '@nestjs/common'
import { codePoint, invisibleIn, isBlank } from './text.js'
import { Rule } from './rule.js'

/** Something that can be seen, of at most `max` characters. */
export const Prose = (max: number, each = false): PropertyDecorator =>
  applyDecorators(
    Rule('BLANK', (text) => !isBlank(String(text)), {}, each),
    Rule('TOO_LONG', (text) => [...String(text)].length <= max, { max }, each),
  )

/** The same in one line, such as a name: no breaks, and nothing that is not seen. */
export const OneLine = (max: number, each = false): PropertyDecorator =>
  applyDecorators(
    Prose(max, each),
    Rule('ONE_LINE', (text) => isBlank(String(text)) || !breaks.test(String(text)), {}, each),
    Rule('INVISIBLE_CHARACTER', (text) => isBlank(String(text)) || !invisibleIn(String(text)), found, each),
  )

const breaks = /[\t\n\u2028\u2029]/

const found = (text: unknown) => ({ value: codePoint(invisibleIn(String(text)) ?? '') })
