import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { Provider } from 'urql'
import { SavedQuestionDocument } from '../api/generated/ask/ask.js'
import type { SavedQuestionRowFragment } from '../api/generated/types.js'
import { clientAt } from '../api/client.js'
import { useData } from '../api/use-data.js'
import { today } from '../day/today.js'
import { Skeleton } from '../design/state.js'
import { Failure, NotFound } from '../shell/failure.js'
import { PageTitle } from '../shell/page-title.js'
import { useTexts } from '../text/texts.js'
import { searchOfSaved } from './api-question.js'
import type { AskSearch } from './ask-search.js'
import { Builder } from './builder/builder.js'
import { parseQuestion, searchOfQuestion } from './question.js'
import { QuestionHeader } from './question-header.js'
import { Result } from './result/result.js'
import { Start } from './start.js'
import { AskProvider, type Ask } from './use-ask.js'
import { useIsWide } from './use-is-wide.js'
import styles from './ask-page.module.css'

/** A question in the address, or none yet. */
export function AskPage() {
  const search = useSearch({ from: '/ask' })
  return <Asking search={search} saved={null} isChanged={false} />
}

/** A saved question. When it is changed, the address holds the whole question, so that it can be mailed as well. */
export function SavedQuestionPage() {
  const { t } = useTexts()
  const { savedQuestion: id } = useParams({ from: '/ask/$savedQuestion' })
  const search = useSearch({ from: '/ask/$savedQuestion' })
  const { data, error, isLoading, reload } = useData(SavedQuestionDocument, { id })
  if (isLoading) return <Skeleton rows={8} label={t('web.state.loading')} />
  // An id that is none reads like one of a question that the viewer may not see.
  if (error && !data && error.graphQLErrors.length === 0) return <Failure error={error} onRetry={reload} />
  const saved = data?.savedQuestion
  const stored = saved ? searchOfSaved(saved.question, today()) : null
  if (!saved || !stored) return <NotFound />
  const { changed: isChanged, view, figure, cell } = search
  const shown: AskSearch = isChanged
    ? search
    : { ...stored, ...(view && { view }), ...(figure && { figure }), ...(cell && { cell }) }
  return <Asking search={shown} saved={saved} isChanged={isChanged === true} />
}

interface AskingProps {
  search: AskSearch
  saved: SavedQuestionRowFragment | null
  isChanged: boolean
}

function Asking({ search, saved, isChanged }: AskingProps) {
  const { t } = useTexts()
  const key = JSON.stringify(search)
  const { question, problems } = useMemo(() => parseQuestion(JSON.parse(key) as AskSearch), [key])
  const { view, figure, cell } = search
  const showing = { ...(view && { view }), ...(figure && { figure }), ...(cell !== undefined && { cell }) }
  const ask: Ask = { question, showing, saved, isChanged, search: searchOfQuestion(question) }
  const isBlank = saved === null && key === '{}'
  const name = saved?.name ?? t('web.shell.ask')
  return (
    <AskProvider value={ask}>
      <Provider value={clientAt()}>
        <div className={styles.page}>
          <PageTitle>{name}</PageTitle>
          <header className={styles.header}>
            <h1>{name}</h1>
            {isBlank ? null : <Link to="/ask">{t('web.ask.allQuestions')}</Link>}
          </header>
          <div className={styles.columns}>
            <BuilderPlace isOpen={isBlank} />
            <div className={styles.result}>
              {isBlank ? (
                <Start />
              ) : (
                <>
                  <QuestionHeader problems={problems} />
                  <Result />
                </>
              )}
            </div>
          </div>
        </div>
      </Provider>
    </AskProvider>
  )
}

/** Beside the answer in a wide window; above it, folded, in a narrow one. */
function BuilderPlace({ isOpen }: { isOpen: boolean }) {
  const { t } = useTexts()
  const isWide = useIsWide()
  if (isWide)
    return (
      <section className={styles.builder} aria-label={t('web.ask.builder')}>
        <Builder />
      </section>
    )
  return (
    <details className={styles.builder} open={isOpen}>
      <summary>{t('web.ask.builder')}</summary>
      <Builder />
    </details>
  )
}
