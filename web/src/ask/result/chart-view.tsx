import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useId } from 'react'
import { Notice, Skeleton } from '../../design/state.js'
import { useTexts } from '../../text/texts.js'
import type { Answer } from '../answer.js'
import { figureText } from '../figure-text.js'
import { figureLabel, useLabels } from '../labels.js'
import type { Figure } from '../subjects.js'
import { searchWith, useAsk } from '../use-ask.js'
import { chartData, type ChartData } from './chart-data.js'
import { FigureChoice } from './figure-choice.js'
import { StatTable } from './stat-table.js'
import styles from './result.module.css'

const Chart = lazy(async () => ({ default: (await import('./chart.js')).Chart }))

/** A chart of one figure, described in words, with the table behind it. */
export function ChartView({ answer }: { answer: Answer }) {
  const texts = useTexts()
  const { t } = texts
  const { showing } = useAsk()
  const { figures, groups } = answer.question
  const figure = figures.find(({ name }) => name === showing.figure) ?? figures[0]!
  const data = groups.length === 0 ? null : chartData(answer, figure, texts)
  return (
    <>
      <FigureChoice figure={figure} figures={figures} />
      {data === null ? (
        <Notice tone="info">
          <p>{t('web.ask.chartNeedsGroup')}</p>
        </Notice>
      ) : data === 'currencies' ? (
        <Notice tone="info">
          <p>{t('web.ask.chartNeedsCurrency')}</p>
        </Notice>
      ) : (
        <ChartFigure answer={answer} figure={figure} data={data} />
      )}
      <StatTable answer={answer} />
    </>
  )
}

function ChartFigure({ answer, figure, data }: { answer: Answer; figure: Figure; data: ChartData }) {
  const { t } = useTexts()
  const labels = useLabels(answer.question)
  const id = useId()
  const ask = useAsk()
  const navigate = useNavigate()
  const open = (cell: string) => {
    const search = searchWith(ask, { cell })
    void navigate(
      ask.saved
        ? { to: '/ask/$savedQuestion', params: { savedQuestion: ask.saved.id }, search, resetScroll: false }
        : { to: '/ask', search, resetScroll: false },
    )
  }
  const title = `${figureLabel(figure, t)}: ${labels.question(answer.question)}`
  const height = data.isTime
    ? 320
    : Math.min(900, 90 + data.categories.length * (data.series.length > 4 ? 44 : 36))
  return (
    <figure className={styles.figure}>
      <div role="img" aria-label={title} aria-describedby={id} style={{ height }}>
        <Suspense fallback={<Skeleton rows={5} label={t('web.state.loading')} />}>
          <Chart data={data} onOpen={open} />
        </Suspense>
      </div>
      <figcaption id={id} className="meta">
        <Description answer={answer} figure={figure} data={data} />
      </figcaption>
    </figure>
  )
}

/** What the chart shows, in words: its kind, its largest bar, and how ranges are drawn. */
function Description({ answer, figure, data }: { answer: Answer; figure: Figure; data: ChartData }) {
  const texts = useTexts()
  const { t, format } = texts
  const largest = answer.cells[data.largest]
  const parts = [
    t(data.isTime ? 'web.ask.chart.line' : 'web.ask.chart.bars', { count: data.categories.length }),
    largest &&
      t('web.ask.chart.largest', {
        cell: format.list(largest.by.map(({ label }) => label)),
        figure: figureText(figure, largest.values, texts),
      }),
    data.isRange && t(data.hasHigh ? 'web.ask.chart.range' : 'web.ask.chart.low'),
    data.isLeftOut && t('web.ask.chart.leftOut', { count: data.series.length }),
  ]
  return <>{parts.filter(Boolean).join(' ')}</>
}
