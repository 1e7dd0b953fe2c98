import { Link } from '@tanstack/react-router'
import { SimilarContactsDocument } from '../api/generated/contact/contact.js'
import { useData } from '../api/use-data.js'
import { DuplicateWarning } from '../edit/duplicate-warning.js'
import { useSettled } from '../design/use-settled.js'
import { useTexts } from '../text/texts.js'

/** The people who may be the one who is being entered, as one types. */
export function SimilarContacts({ name }: { name: string }) {
  const { t } = useTexts()
  const words = useSettled(name.trim())
  const isEmpty = words.length < 3
  const { data } = useData(SimilarContactsDocument, { name: words }, isEmpty)
  const similar = isEmpty ? [] : (data?.similarContacts ?? [])
  return (
    <DuplicateWarning title={t('web.contact.similar')} count={similar.length}>
      {similar.map(({ contact: { id, name, jobTitle, prospect, agency } }) => (
        <li key={id}>
          <Link to="/contacts/$id" params={{ id }}>
            {name}
          </Link>{' '}
          <span className="meta">
            {[jobTitle, prospect?.name ?? agency?.name].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </DuplicateWarning>
  )
}
