import { Link } from '@tanstack/react-router'
import { Badge, Notice } from '../design/state.js'
import segmented from '../design/segmented.module.css'
import { useTexts } from '../text/texts.js'
import { AskLink } from './ask-link.js'
import { views } from './ask-search.js'
import { useLabels } from './labels.js'
import { Actions } from './share/actions.js'
import { useAsk } from './use-ask.js'
import { useIsWide } from './use-is-wide.js'
import styles from './ask-page.module.css'

/** The question read back as a sentence, how it is shown, and what can be done with it. */
export function QuestionHeader({ problems }: { problems: string[] }) {
  const { t } = useTexts()
  const { question, showing, saved, isChanged } = useAsk()
  const labels = useLabels(question)
  const isWide = useIsWide()
  return (
    <div className={styles.question}>
      <h2 className={styles.sentence}>
        {labels.question(question)} {saved?.shared ? <Badge>{t('web.ask.sharedBadge')}</Badge> : null}
      </h2>
      {problems.length > 0 ? (
        <Notice tone="bad" alert>
          <p>{t('web.ask.problems', { words: problems.join(' ') })}</p>
        </Notice>
      ) : null}
      {saved && isChanged ? (
        <p className="meta">
          {t('web.ask.changed')}{' '}
          <Link to="/ask/$savedQuestion" params={{ savedQuestion: saved.id }}>
            {t('web.ask.discard')}
          </Link>
        </p>
      ) : null}
      <div className={styles.tools}>
        <nav className={segmented.links} aria-label={t('web.pipeline.view')}>
          {views.map((view) => (
            <AskLink
              key={view}
              changes={{ view: view === 'table' ? undefined : view, cell: undefined }}
              isCurrent={(showing.view ?? 'table') === view}
            >
              {t(`web.ask.view.${view}`)}
            </AskLink>
          ))}
        </nav>
        {isWide ? (
          <Actions />
        ) : (
          <details className={styles.folded}>
            <summary>{t('web.ask.actions')}</summary>
            <Actions />
          </details>
        )}
      </div>
    </div>
  )
}
