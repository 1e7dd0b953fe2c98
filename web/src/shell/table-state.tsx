import type { DataState } from '../api/use-data.js'
import { Button } from '../design/button.js'
import { Empty, Skeleton } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import { Failure } from './failure.js'

interface TableStateProps {
  columns: number
  page: Pick<DataState<unknown>, 'isLoading' | 'error' | 'reload'>
  /** The rows of the page; undefined before its first data. */
  rows: { totalCount: number } | undefined
  /** What is shown instead of rows when there are none. */
  nothing: string
  /** Loads the next page; null: there is none, or it is shown below. */
  onMore: (() => void) | null
}

/** The last row of a page of a table: that it loads, has failed, has nothing to show, or has more. */
export function TableState({
  columns,
  page: { isLoading, error, reload },
  rows,
  nothing,
  onMore,
}: TableStateProps) {
  const { t } = useTexts()
  const state = isLoading ? (
    <Skeleton rows={8} label={t('web.state.loading')} />
  ) : error && !rows ? (
    <Failure error={error} onRetry={reload} />
  ) : rows?.totalCount === 0 ? (
    <Empty>{nothing}</Empty>
  ) : onMore ? (
    <Button onClick={onMore}>{t('web.state.more')}</Button>
  ) : null
  return state ? (
    <tr>
      <td colSpan={columns}>{state}</td>
    </tr>
  ) : null
}
