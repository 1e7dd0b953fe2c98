import { ScrollRegion } from '../../design/scroll-region.js'
import { Skeleton } from '../../design/state.js'
import { Failure } from '../../shell/failure.js'
import { useTexts } from '../../text/texts.js'
import { all, printCell, useCells, type Answer, type Cell } from '../answer.js'
import { figureNote, figureText } from '../figure-text.js'
import { figureLabel, groupLabel } from '../labels.js'
import type { Figure } from '../subjects.js'
import { useAsk } from '../use-ask.js'
import { FigureChoice } from './figure-choice.js'
import { CellLink, Note, Overlap } from './stat-table.js'
import styles from './result.module.css'

const keyOf = (cell: Cell): string => printCell(cell.by.map(({ value }) => value))

/** Returns one entry for each value, in the order in which the cells have them. */
const distinct = (cells: Cell[], part: (cell: Cell) => Cell['by']): { key: string; by: Cell['by'] }[] =>
  [
    ...new Map(
      cells.map((cell) => {
        const by = part(cell)
        return [printCell(by.map(({ value }) => value)), by] as const
      }),
    ),
  ].map(([key, by]) => ({ key, by }))

/**
 * The last group as columns, the others as rows. The margins are questions of their own: neither medians nor rows of
 * overlapping groups can be added up.
 */
export function Pivot({ answer }: { answer: Answer }) {
  const { t } = useTexts()
  const { showing } = useAsk()
  const { question, cells } = answer
  const { groups, figures } = question
  const rowGroups = groups.slice(0, -1)
  const columnGroup = groups.at(-1)!
  const margins = { rows: useCells(question, rowGroups), columns: useCells(question, [columnGroup]) }
  const failed = [margins.rows, margins.columns].find(({ error, cells }) => error && !cells)
  if (failed?.error) return <Failure error={failed.error} onRetry={failed.reload} />
  // Without its margins the table would grow by a column and a row when they arrive.
  if (!margins.rows.cells || !margins.columns.cells)
    return <Skeleton rows={6} label={t('web.state.loading')} />
  const figure = figures.find(({ name }) => name === showing.figure) ?? figures[0]!
  const columns = margins.columns.cells
  const rows = distinct(cells, ({ by }) => by.slice(0, -1))
  const byKey = new Map(cells.map((cell) => [keyOf(cell), cell]))
  const rowTotals = new Map(margins.rows.cells.map((cell) => [keyOf(cell), cell]))
  return (
    <>
      <FigureChoice figure={figure} figures={figures} />
      <ScrollRegion label={t('web.ask.tableLabel')} className={styles.scroll}>
        <table className={styles.table}>
          <caption className={styles.caption}>
            {t('web.ask.pivotCaption', {
              figure: figureLabel(figure, t),
              column: groupLabel(columnGroup, t),
            })}
          </caption>
          <PivotHead rowGroups={rowGroups} columns={columns} />
          <tbody>
            {rows.map(({ key, by }) => (
              <tr key={key}>
                {by.map(({ label }, index) => (
                  <th key={index} scope="row">
                    {label}
                  </th>
                ))}
                {columns.map((column) => (
                  <PivotCell
                    key={keyOf(column)}
                    figure={figure}
                    written={`${key}~${keyOf(column)}`}
                    cell={byKey.get(`${key}~${keyOf(column)}`)}
                  />
                ))}
                <PivotCell figure={figure} written={`${key}~${all}`} cell={rowTotals.get(key)} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={rowGroups.length}>
                {t('web.ask.total')}
              </th>
              {columns.map((column) => (
                <PivotCell
                  key={keyOf(column)}
                  figure={figure}
                  written={`${rowGroups.map(() => `${all}~`).join('')}${keyOf(column)}`}
                  cell={column}
                />
              ))}
              <PivotCell
                figure={figure}
                written={printCell(groups.map(() => all))}
                cell={cells[0] && { ...cells[0], by: [], values: cells[0].total }}
              />
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
      <Overlap cells={cells} />
    </>
  )
}

function PivotHead({ rowGroups, columns }: { rowGroups: string[]; columns: Cell[] }) {
  const { t } = useTexts()
  return (
    <thead>
      <tr>
        {rowGroups.map((group) => (
          <th key={group} scope="col">
            {groupLabel(group, t)}
          </th>
        ))}
        {columns.map((column) => (
          <th key={keyOf(column)} scope="col" className="numeric">
            {column.by[0]?.label}
          </th>
        ))}
        <th scope="col" className="numeric">
          {t('web.ask.total')}
        </th>
      </tr>
    </thead>
  )
}

function PivotCell({ figure, written, cell }: { figure: Figure; written: string; cell: Cell | undefined }) {
  const texts = useTexts()
  return (
    <td className="numeric">
      {cell ? (
        <>
          <CellLink
            cell={written}
            text={figureText(figure, cell.values, texts)}
            labels={cell.by.map(({ label }) => label)}
          />
          <Note text={figureNote(figure, cell.values, texts)} />
        </>
      ) : (
        <span className="meta">–</span>
      )}
    </td>
  )
}
