import { Link } from '@tanstack/react-router'
import styles from '../design/segmented.module.css'
import { useTexts } from '../text/texts.js'

/** Board or table: the same deals, so the rest of the address stays. */
export function ViewSwitch({ isTable }: { isTable: boolean }) {
  const { t } = useTexts()
  return (
    <nav className={styles.links} aria-label={t('web.pipeline.view')}>
      <Link
        from="/pipeline"
        to="/pipeline"
        search={({ view: _, stage: __, sort: ___, desc: ____, ...rest }) => rest}
        activeOptions={{ exact: true }}
        aria-current={isTable ? undefined : 'true'}
      >
        {t('web.pipeline.board')}
      </Link>
      <Link
        from="/pipeline"
        to="/pipeline"
        search={({ asOf: _, knownAt: __, ...rest }) => ({ ...rest, view: 'table' as const })}
        activeOptions={{ exact: true }}
        aria-current={isTable ? 'true' : undefined}
      >
        {t('web.pipeline.table')}
      </Link>
    </nav>
  )
}
