/** Edits that let more users see a row than before: a HEAD of the lead agency says so (`refuse_widening.sql`). */
import { Field } from '@nestjs/graphql'
import type { Scope } from '../../core/scope.js'

/** Declares the input field with which a HEAD says that more users may see the row. */
export const WidensAccess = (): PropertyDecorator =>
  Field(() => Boolean, {
    nullable: true,
    description:
      'True: more users may see the row, or the company, afterwards than before. Only a HEAD of the lead agency may say so; without it such a change is rejected with WIDENS_ACCESS.',
  })

/**
 * Lets the running mutation make a row more visible, if the input says so. The database checks whether the viewer may.
 *
 * `allowWidening(scope, meeting.id, true)` adds the id to the setting `ancrage.widened_rows` of the transaction.
 */
export async function allowWidening({ db }: Scope, id: string, widensAccess?: boolean | null): Promise<void> {
  if (widensAccess !== true) return
  await db.query(
    `select set_config('ancrage.widened_rows', concat(current_setting('ancrage.widened_rows', true), ' ', $1::text), true)`,
    [id],
  )
}
