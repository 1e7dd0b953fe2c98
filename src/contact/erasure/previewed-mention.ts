import { ID } from '@nestjs/graphql'
import { badField } from '../../core/error/app-error.js'
import { isUuid } from '../../core/uuid.js'
import { CodeField, DerivedField, ViewType } from '../../read/declare.js'
import type { ReportContext } from '../../read/roots.js'

@ViewType('', 'A text that names a person, in a row that you may see and change.')
export class PreviewedMention {
  @DerivedField('id', () => ID, '{t}.id', 'Its id, to choose it for redaction; it changes with the text.', {
    filter: false,
  })
  id: string

  @CodeField(/^\w+$/, 'Meeting', 'Type of the row, as in this schema.')
  subjectType: string

  @DerivedField('id', () => ID, '{t}.subject_id', 'Id of the row; null if it has none.', {
    nullable: true,
    filter: false,
  })
  subjectId: string | null

  @CodeField(
    /^\w+$/,
    'outcome',
    'Field of the text; `history` for its audit trail, `line` for a line of an issued summary, `content` for an export of yours.',
  )
  field: string

  @DerivedField('text', () => String, '{t}.excerpt', 'The text around the name, at most 160 characters.', {
    filter: false,
  })
  excerpt: string
}

/** Selects the mentions for the arguments `contact` or `request`; `erasure_preview.sql` applies the access of the viewer. */
export function previewRows({ statement, args }: ReportContext): { with: string; source: string } {
  if ((args.contact == null) === (args.request == null)) throw badField('contact|request', 'ONE_OF')
  const param = (id: unknown) => statement.param(id ?? null, 'uuid', (id) => (isUuid(String(id)) ? id : null))
  return { with: '', source: `erasure_preview(${param(args.contact)}, ${param(args.request)})` }
}
