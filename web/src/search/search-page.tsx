import { Link, useSearch } from '@tanstack/react-router'
import { SearchDocument } from '../api/generated/search/search.js'
import type { SearchQuery } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { Badge, Empty, Skeleton } from '../design/state.js'
import { Failure } from '../shell/failure.js'
import { PageTitle } from '../shell/page-title.js'
import { useTexts } from '../text/texts.js'
import styles from './search-page.module.css'

/** What was found for the words in the address. */
export function SearchPage() {
  const { t } = useTexts()
  const { q = '' } = useSearch({ from: '/search' })
  const { data, error, isLoading, reload } = useData(SearchDocument, { text: q }, q === '')
  return (
    <div className={styles.page}>
      <PageTitle>{t('web.shell.search')}</PageTitle>
      <h1>{q ? t('web.search.title', { words: q }) : t('web.shell.search')}</h1>
      {q === '' ? <Empty>{t('web.search.hint')}</Empty> : null}
      {isLoading ? <Skeleton rows={6} label={t('web.state.loading')} /> : null}
      {error && !data ? <Failure error={error} onRetry={reload} /> : null}
      {data?.search.length === 0 ? <Empty>{t('web.search.none')}</Empty> : null}
      <ul className={styles.hits}>
        {data?.search.map((hit) => (
          <li key={`${hit.kind} ${hit.id}`}>
            <Hit hit={hit} />
          </li>
        ))}
      </ul>
    </div>
  )
}

type SearchHit = SearchQuery['search'][number]

function Hit({ hit }: { hit: SearchHit }) {
  const { t } = useTexts()
  return (
    <>
      <p>
        <Badge>{t(`web.search.kind.${hit.kind}`)}</Badge> <HitLink hit={hit} />
      </p>
      <p className="meta">
        {hit.highlight.map(({ text, match }, index) => (match ? <mark key={index}>{text}</mark> : text))}
      </p>
    </>
  )
}

/** Leads to the page of a deal, a company or a person. */
function HitLink({ hit: { title, deal, prospect, contact, kind } }: { hit: SearchHit }) {
  if (deal)
    return (
      <Link to="/deals/$reference" params={{ reference: deal.reference }}>
        {title}
      </Link>
    )
  if (prospect)
    return (
      <Link to="/prospects/$id" params={{ id: prospect.id }}>
        {title}
      </Link>
    )
  if (contact)
    return (
      <Link to="/contacts/$id" params={{ id: contact.id }}>
        {title}
      </Link>
    )
  return kind === 'MEETING' ? <Link to="/meetings">{title}</Link> : <strong>{title}</strong>
}
