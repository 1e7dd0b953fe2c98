import { applyDecorators } from '@nestjs/common'
import { hash } from '@node-rs/argon2'
import { Rule } from '../../core/rule.js'

/** argon2id with the library's defaults: 19 MiB, two passes, one lane. */
export const hashPassword = (password: string): Promise<string> => hash(password)

/** A password is not cut anywhere, so it must not be as long as it likes. */
export const PasswordLength = (): PropertyDecorator =>
  Rule('TOO_LONG', (text) => String(text).length <= 500, { max: 500 })

/** What a new password must be. */
export const NewPassword = (): PropertyDecorator =>
  applyDecorators(
    Rule('TOO_SHORT', (text) => [...String(text)].length >= 12, { min: 12 }),
    PasswordLength(),
  )
