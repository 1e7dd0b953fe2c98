import { useState } from 'react'
import {
  AskDealRowsDocument,
  AskMeetingRowsDocument,
  AskStatementRowsDocument,
} from '../../api/generated/ask/ask.js'
import type { DealWhere, JobProjectionWhere, MeetingWhere } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { Button } from '../../design/button.js'
import { Empty, Skeleton } from '../../design/state.js'
import { Failure } from '../../shell/failure.js'
import type { TextKey } from '../../text/translate.js'
import { ScrollRegion } from '../../design/scroll-region.js'
import { useTexts } from '../../text/texts.js'
import type { Subject } from '../subjects.js'
import { useAsk } from '../use-ask.js'
import { DealRow, MeetingRow, StatementRow } from './rows.js'
import styles from './result.module.css'

interface RowListProps {
  subject: Subject
  where: unknown
}

/** The rows themselves, as they are today. */
export function RowList({ subject, where }: RowListProps) {
  const { t } = useTexts()
  const { question } = useAsk()
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  const Page = pages[subject.name]
  return (
    <>
      {question.moment.asOf ? <p className="meta">{t('web.ask.rowsToday')}</p> : null}
      <ScrollRegion label={t('web.ask.rowsLabel')} className={styles.scroll}>
        <table className={`${styles.table} ${styles.rows}`}>
          <thead>
            <tr>
              {columns[subject.name].map(({ label, isNumber }) => (
                <th key={label} scope="col" className={isNumber ? 'numeric' : undefined}>
                  {t(label)}
                </th>
              ))}
            </tr>
          </thead>
          {cursors.map((after, index) => (
            <Page
              key={`${JSON.stringify(where)} ${after}`}
              where={where}
              after={after}
              onMore={index === cursors.length - 1 ? (cursor) => setCursors([...cursors, cursor]) : null}
            />
          ))}
        </table>
      </ScrollRegion>
    </>
  )
}

interface PageProps {
  where: unknown
  after: string | null
  onMore: ((cursor: string) => void) | null
}

const columns: Record<Subject['name'], { label: TextKey; isNumber?: true }[]> = {
  deals: [
    { label: 'web.pipeline.deal' },
    { label: 'web.pipeline.stage' },
    { label: 'web.deal.jobs', isNumber: true },
    { label: 'web.deal.capex', isNumber: true },
    { label: 'dimension.LEAD_AGENCY' },
    { label: 'web.ask.why' },
  ],
  meetings: [
    { label: 'web.ask.meeting' },
    { label: 'web.ask.day' },
    { label: 'dimension.STATUS' },
    { label: 'dimension.HOST_AGENCY' },
    { label: 'web.ask.subject.deals' },
  ],
  statements: [
    { label: 'web.pipeline.deal' },
    { label: 'web.deal.jobs', isNumber: true },
    { label: 'dimension.KIND' },
    { label: 'dimension.STANDING' },
    { label: 'web.ask.day' },
    { label: 'dimension.SOURCE_KIND' },
  ],
}

const pages: Record<Subject['name'], (props: PageProps) => React.ReactNode> = {
  deals: DealPage,
  meetings: MeetingPage,
  statements: StatementPage,
}

function DealPage({ where, after, onMore }: PageProps) {
  const result = useData(AskDealRowsDocument, { where: where as DealWhere, after })
  const list = result.data?.deals
  return (
    <Rows subject="deals" result={result} list={list} isFirst={after === null} onMore={onMore}>
      {list?.nodes.map((deal) => (
        <DealRow key={deal.id} deal={deal} />
      ))}
    </Rows>
  )
}

function MeetingPage({ where, after, onMore }: PageProps) {
  const result = useData(AskMeetingRowsDocument, { where: where as MeetingWhere, after })
  const list = result.data?.meetings
  return (
    <Rows subject="meetings" result={result} list={list} isFirst={after === null} onMore={onMore}>
      {list?.nodes.map((meeting) => (
        <MeetingRow key={meeting.id} meeting={meeting} />
      ))}
    </Rows>
  )
}

function StatementPage({ where, after, onMore }: PageProps) {
  const result = useData(AskStatementRowsDocument, { where: where as JobProjectionWhere, after })
  const list = result.data?.jobProjections
  return (
    <Rows subject="statements" result={result} list={list} isFirst={after === null} onMore={onMore}>
      {list?.nodes.map((statement) => (
        <StatementRow key={statement.id} statement={statement} />
      ))}
    </Rows>
  )
}

interface RowsProps {
  subject: Subject['name']
  result: Pick<ReturnType<typeof useData>, 'error' | 'isLoading' | 'reload'>
  list: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | undefined
  isFirst: boolean
  onMore: PageProps['onMore']
  children: React.ReactNode
}

/** A page of rows; the first says how many there are, the last leads to more. */
function Rows({ subject, result: { error, isLoading, reload }, list, isFirst, onMore, children }: RowsProps) {
  const { t } = useTexts()
  const width = columns[subject].length
  const cursor = list?.pageInfo.hasNextPage ? list.pageInfo.endCursor : null
  const state = isLoading ? (
    <Skeleton rows={3} label={t('web.state.loading')} />
  ) : error && !list ? (
    <Failure error={error} onRetry={reload} />
  ) : list?.totalCount === 0 ? (
    <Empty>{t('web.ask.nothing')}</Empty>
  ) : cursor && onMore ? (
    <Button onClick={() => onMore(cursor)}>{t('web.state.more')}</Button>
  ) : null
  return (
    <tbody>
      {isFirst && list ? (
        <tr className={styles.count}>
          <td colSpan={width}>{t(`web.ask.count.${subject}`, { count: list.totalCount })}</td>
        </tr>
      ) : null}
      {children}
      {state ? (
        <tr>
          <td colSpan={width}>{state}</td>
        </tr>
      ) : null}
    </tbody>
  )
}
