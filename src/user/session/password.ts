import { applyDecorators } from '@nestjs/common'
import { hash } from '@node-rs/argon2'
import { Rule } from '../../core/validation/rule.js'

/** Returns the argon2id hash, with the library's defaults: 19 MiB, two passes, one lane. */
export const hashPassword = (password: string): Promise<string> => hash(password)

/** Passwords are never truncated, so the maximum length is limited. */
export const PasswordLength = (): PropertyDecorator =>
  Rule('TOO_LONG', (text) => String(text).length <= 500, { max: 500 })

/** Rejects a new password of fewer than 12 or more than 500 characters. */
export const NewPassword = (): PropertyDecorator =>
  applyDecorators(
    Rule('TOO_SHORT', (text) => [...String(text)].length >= 12, { min: 12 }),
    PasswordLength(),
  )
