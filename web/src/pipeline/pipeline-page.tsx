import { useSearch } from '@tanstack/react-router'
import { Provider } from 'urql'
import { clientAt } from '../api/client.js'
import { PageTitle } from '../shell/page-title.js'
import { useTexts } from '../text/texts.js'
import { Board } from './board.js'
import { DealTable } from './deal-table.js'
import { PastNotice } from './past-notice.js'
import { PipelineFilter } from './pipeline-filter.js'
import { ViewSwitch } from './view-switch.js'
import styles from './pipeline-page.module.css'

/** The pipeline as a board by stage, or as a table; the address holds the whole view. */
export function PipelinePage() {
  const { t } = useTexts()
  const search = useSearch({ from: '/pipeline' })
  const isTable = search.view === 'table'
  return (
    <div className={styles.page}>
      <PageTitle>{t('web.shell.pipeline')}</PageTitle>
      <header className={styles.header}>
        <h1>{t('web.shell.pipeline')}</h1>
        <ViewSwitch isTable={isTable} />
      </header>
      <PipelineFilter search={search} />
      {isTable ? (
        <DealTable search={search} />
      ) : (
        <Provider value={clientAt(search)}>
          <PastNotice search={search} />
          <Board search={search} />
        </Provider>
      )}
    </div>
  )
}
