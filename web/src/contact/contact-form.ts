/** The fields of the form of a person, as texts. */
import type {
  ContactIdentityFragment,
  Language,
  LawfulBasis,
  UpdateContactInput,
} from '../api/generated/types.js'
import type { TextKey } from '../text/translate.js'

export const contactLabels = {
  name: 'web.contact.name',
  language: 'web.contact.language',
  decisionMaker: 'web.contact.decisionMaker',
  publicFigure: 'web.contact.publicFigure',
  lawfulBasis: 'web.contact.lawfulBasis',
} as const satisfies Record<string, TextKey>

export type ContactField = keyof typeof contactLabels
export type ContactValues = Record<ContactField, string>

export const lawfulBases: LawfulBasis[] = [
  'CONSENT',
  'CONTRACT',
  'LEGAL_OBLIGATION',
  'LEGITIMATE_INTEREST',
  'PUBLIC_TASK',
]

/** How a form stores a tick. */
const yes = 'yes'
export const tickOf = (isTicked: boolean): string => (isTicked ? yes : '')

export const isTicked = (value: string): boolean => value === yes

export const emptyContact: ContactValues = {
  ...{ name: '', language: '', decisionMaker: '', publicFigure: '', lawfulBasis: 'PUBLIC_TASK' },
}

export const toContactForm = (contact: ContactIdentityFragment): ContactValues => ({
  name: contact.name ?? '',
  language: contact.language ?? '',
  decisionMaker: tickOf(contact.decisionMaker),
  publicFigure: tickOf(contact.publicFigure),
  lawfulBasis: contact.lawfulBasis ?? '',
})

/** Returns the fields that differ from `base`, as the input of the mutation. */
export function contactChanges(
  base: ContactValues,
  values: ContactValues,
): Omit<UpdateContactInput, 'id' | 'version'> {
  const isChanged = (field: ContactField) => values[field] !== base[field]
  return {
    ...(isChanged('name') && { name: values.name.trim() }),
    ...(isChanged('language') && { language: (values.language || null) as Language | null }),
    ...(isChanged('lawfulBasis') && { lawfulBasis: (values.lawfulBasis || null) as LawfulBasis | null }),
    ...(isChanged('decisionMaker') && { decisionMaker: isTicked(values.decisionMaker) }),
    ...(isChanged('publicFigure') && { publicFigure: isTicked(values.publicFigure) }),
  }
}
