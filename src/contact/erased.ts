import { appError } from '../core/error/app-error.js'
import type { Contact } from './contact.entity.js'

/** Rejects a change of an erased person. */
export function checkNotErased({ erasedAt }: Pick<Contact, 'erasedAt'>): void {
  if (erasedAt) throw appError('erased')
}
