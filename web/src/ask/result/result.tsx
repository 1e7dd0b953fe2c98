import { Provider } from 'urql'
import { clientAt } from '../../api/client.js'
import { Empty, Notice, Skeleton } from '../../design/state.js'
import { Failure } from '../../shell/failure.js'
import { useTexts } from '../../text/texts.js'
import { AskLink } from '../ask-link.js'
import { useAnswer, type Answer } from '../answer.js'
import { useLabels } from '../labels.js'
import { useAsk } from '../use-ask.js'
import { ChartView } from './chart-view.js'
import { Drill } from './drill.js'
import { MaskedNote } from './masked-note.js'
import { PastNote } from './past-note.js'
import { Pivot } from './pivot.js'
import { RowList } from './row-list.js'
import { StatTable } from './stat-table.js'
import { listWhere } from '../api-question.js'
import styles from './result.module.css'

/** The answer in the chosen view, with what it leaves out, and the rows behind one cell. */
export function Result() {
  const { question, showing } = useAsk()
  return (
    <>
      <Provider value={clientAt(question.moment)}>
        <PastNote />
        {showing.view === 'list' ? null : <Cells />}
        <MaskedNote />
      </Provider>
      {showing.view === 'list' ? (
        <RowList subject={question.subject} where={listWhere(question)} />
      ) : (
        <Drill key={showing.cell ?? ''} />
      )}
    </>
  )
}

function Cells() {
  const { t } = useTexts()
  const { question, showing } = useAsk()
  const { answer, error, isFetching, reload } = useAnswer(question)
  if (error && !isFetching) return <Failure error={error} onRetry={reload} />
  if (!answer) return <Skeleton rows={6} label={t('web.state.loading')} />
  return (
    <div className={styles.answer} aria-busy={isFetching}>
      {answer.cells.length === 0 ? (
        <Nothing />
      ) : showing.view === 'chart' ? (
        <ChartView answer={answer} />
      ) : showing.view === 'pivot' ? (
        <PivotView answer={answer} />
      ) : (
        <StatTable answer={answer} />
      )}
    </div>
  )
}

/** No row matches: the filters are the next step. */
function Nothing() {
  const { t } = useTexts()
  const { question } = useAsk()
  const labels = useLabels(question)
  return (
    <Empty>
      {question.filters.length === 0
        ? t('web.ask.nothing')
        : t('web.ask.nothingMatches', { filters: question.filters.map(labels.filter).join('; ') })}
    </Empty>
  )
}

/** A pivot needs two groups. */
function PivotView({ answer }: { answer: Answer }) {
  const { t } = useTexts()
  if (answer.question.groups.length >= 2) return <Pivot answer={answer} />
  return (
    <>
      <Notice tone="info">
        <p>
          {t('web.ask.pivotNeeds')} <AskLink changes={{ view: undefined }}>{t('web.ask.view.table')}</AskLink>
        </p>
      </Notice>
      <StatTable answer={answer} />
    </>
  )
}
