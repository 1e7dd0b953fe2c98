import { Link } from '@tanstack/react-router'
import { SimilarProspectsDocument } from '../api/generated/prospect/prospects.js'
import { useData } from '../api/use-data.js'
import { DuplicateWarning } from '../edit/duplicate-warning.js'
import { useSettled } from '../design/use-settled.js'
import { useTexts } from '../text/texts.js'

interface SimilarProspectsProps {
  name: string
  enterpriseNumber: string
  lei: string
}

/** The companies that may be the one that is being entered, as one types. */
export function SimilarProspects({ name, enterpriseNumber, lei }: SimilarProspectsProps) {
  const { t, format } = useTexts()
  const words = useSettled(name.trim())
  const number = useSettled(enterpriseNumber.trim())
  const code = useSettled(lei.trim())
  const isEmpty = words.length < 3 && number === '' && code === ''
  const { data } = useData(
    SimilarProspectsDocument,
    { name: words, enterpriseNumber: number || null, lei: code || null },
    isEmpty,
  )
  const similar = isEmpty ? [] : (data?.similarProspects ?? [])
  return (
    <DuplicateWarning title={t('web.prospect.similar')} count={similar.length}>
      {similar.map(({ prospect, matchedName }) => (
        <li key={prospect.id}>
          <Link to="/prospects/$id" params={{ id: prospect.id }}>
            {prospect.name}
          </Link>{' '}
          <span className="meta">
            {[
              matchedName === prospect.name ? null : matchedName,
              prospect.city,
              prospect.country && format.country(prospect.country),
              prospect.enteredBy.name,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </DuplicateWarning>
  )
}
