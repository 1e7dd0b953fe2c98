/** Likely duplicates of a company or a person that one is about to enter. */
import { Float } from '@nestjs/graphql'
import { Contact } from '../../contact/contact.entity.js'
import { badField } from '../../core/error/app-error.js'
import { textFault } from '../../core/validation/text.js'
import { Prospect } from '../../prospect/prospect.entity.js'
import { pageSizeOf } from '../../read/compile/connection.js'
import { DerivedField, ViewType, ToOne } from '../../read/declare.js'
import type { ReportContext } from '../../read/roots.js'

export const defaultSimilarCount = 5

/** The longest name that a prospect or contact may have. */
const maxLength = 200

const similarityText =
  'How similar the names are, from 0.45 to 1. Legal forms, case, accents and the order of the words do not matter.'

@ViewType('', 'A prospect that may be the company that one is about to enter.')
export class SimilarProspect {
  @ToOne(() => Prospect, '{t}.id', 'The prospect.')
  prospect: Prospect

  @DerivedField('text', () => String, '{t}.matched', 'The name, legal name or alias that is similar.')
  matchedName: string

  @DerivedField(
    'float',
    () => Float,
    '{t}.similarity',
    `${similarityText} 1 also for the same enterprise number or LEI.`,
  )
  similarity: number
}

@ViewType('', 'A contact who may be the person that one is about to enter.')
export class SimilarContact {
  @ToOne(() => Contact, '{t}.id', 'The person.')
  contact: Contact

  @DerivedField('float', () => Float, '{t}.similarity', similarityText)
  similarity: number
}

/** A name that is still being typed may be empty or of signs only: nothing is similar to it. */
function checkName(text: string | null, path: string): string | null {
  if (text === null) return null
  const fault = textFault(text)
  if (fault) throw badField(path, fault)
  if ([...text].length > maxLength) throw badField(path, 'TOO_LONG', { max: maxLength })
  return text
}

const textParam = ({ statement, args }: ReportContext, name: string): string =>
  statement.param(args[name] ?? null, 'text', (value) => checkName(value as string | null, name))

const countParam = ({ statement, args }: ReportContext, field: string): string =>
  statement.param(pageSizeOf({ first: args.first ?? defaultSimilarCount }, field), 'int')

export function similarProspectRows(context: ReportContext): { with: string; source: string } {
  const texts = ['name', 'enterpriseNumber', 'lei'].map((name) => textParam(context, name))
  return {
    with: '',
    source: `similar_prospects(${texts.join(', ')}, ${countParam(context, 'similarProspects')})`,
  }
}

export function similarContactRows(context: ReportContext): { with: string; source: string } {
  return {
    with: '',
    source: `similar_contacts(${textParam(context, 'name')}, ${countParam(context, 'similarContacts')})`,
  }
}
