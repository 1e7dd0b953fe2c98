import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { SavedQuestionsDocument } from '../../api/generated/ask/ask.js'
import type { SavedQuestionRowFragment } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { today } from '../../day/today.js'
import { Button } from '../../design/button.js'
import { Panel } from '../../design/panel.js'
import { Badge, Empty, Skeleton } from '../../design/state.js'
import { Failure } from '../../shell/failure.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { searchOfSaved } from '../api-question.js'
import styles from './share.module.css'

const RenameDialog = lazy(async () => ({ default: (await import('./saved-dialogs.js')).RenameDialog }))
const RemoveDialog = lazy(async () => ({ default: (await import('./saved-dialogs.js')).RemoveDialog }))

interface Opened {
  saved: SavedQuestionRowFragment
  what: 'rename' | 'remove'
}

/** The viewer’s questions, and those shared in the agency. */
export function SavedQuestions() {
  const { t } = useTexts()
  const { data, error, isLoading, reload } = useData(SavedQuestionsDocument, {})
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = (isDone: boolean) => {
    setOpened(null)
    if (isDone) reload()
  }
  const questions = data?.savedQuestions.nodes ?? []
  const Dialog = opened?.what === 'rename' ? RenameDialog : RemoveDialog
  return (
    <Panel title={t('web.ask.saved')} count={data?.savedQuestions.totalCount}>
      {isLoading ? <Skeleton rows={3} label={t('web.state.loading')} /> : null}
      {error && !data ? <Failure error={error} onRetry={reload} /> : null}
      {data && questions.length === 0 ? <Empty>{t('web.ask.noneSaved')}</Empty> : null}
      <ul className={styles.saved}>
        {questions.map((saved) => (
          <SavedLine key={saved.id} saved={saved} onOpen={(what) => setOpened({ saved, what })} />
        ))}
      </ul>
      {opened ? (
        <Suspense>
          <Dialog saved={opened.saved} onClose={close} />
        </Suspense>
      ) : null}
    </Panel>
  )
}

interface SavedLineProps {
  saved: SavedQuestionRowFragment
  onOpen: (what: Opened['what']) => void
}

/** Only its owner changes a question. One about another list is read as a file. */
function SavedLine({ saved, onOpen }: SavedLineProps) {
  const { t } = useTexts()
  const viewer = useViewer()
  const isOwn = saved.owner.id === viewer.id
  const isShown = searchOfSaved(saved.question, today()) !== null
  return (
    <li>
      <div className={styles.savedName}>
        {isShown ? (
          <Link to="/ask/$savedQuestion" params={{ savedQuestion: saved.id }}>
            {saved.name}
          </Link>
        ) : (
          <a href={`.${saved.address}.csv`} download>
            {saved.name} (CSV)
          </a>
        )}
        {saved.shared ? <Badge>{t('web.ask.sharedBadge')}</Badge> : null}
        {isOwn ? null : <span className="meta">{t('web.ask.savedBy', { name: saved.owner.name })}</span>}
      </div>
      {isOwn ? (
        <div className={styles.savedActions}>
          <Button
            kind="quiet"
            aria-label={t('web.ask.renameOf', { name: saved.name })}
            onClick={() => onOpen('rename')}
          >
            {t('web.ask.rename')}
          </Button>
          <Button
            kind="quiet"
            aria-label={t('web.ask.deleteOf', { name: saved.name })}
            onClick={() => onOpen('remove')}
          >
            {t('web.ask.delete')}
          </Button>
        </div>
      ) : null}
    </li>
  )
}
