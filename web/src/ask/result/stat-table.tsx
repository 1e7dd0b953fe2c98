import { ScrollRegion } from '../../design/scroll-region.js'
import { useTexts } from '../../text/texts.js'
import { AskLink } from '../ask-link.js'
import { all, printCell, type Answer, type Cell } from '../answer.js'
import { figureNote, figureText } from '../figure-text.js'
import { figureLabel, groupLabel } from '../labels.js'
import { useAsk } from '../use-ask.js'
import styles from './result.module.css'

/** The cells as rows. The first figure of a row leads to what it counts; the last row counts each once. */
export function StatTable({ answer: { question, cells } }: { answer: Answer }) {
  const { t } = useTexts()
  const { groups, figures } = question
  return (
    <>
      <ScrollRegion label={t('web.ask.tableLabel')} className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {groups.map((group) => (
                <th key={group} scope="col">
                  {groupLabel(group, t)}
                </th>
              ))}
              {groups.length === 0 ? <th scope="col">{t('web.ask.all')}</th> : null}
              {figures.map((figure) => (
                <th key={figure.name} scope="col" className="numeric">
                  {figureLabel(figure, t)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.length === 0
              ? null
              : cells.map((cell) => (
                  <CellRow
                    key={printCell(cell.by.map(({ value }) => value))}
                    cell={cell}
                    answer={{ question, cells }}
                  />
                ))}
          </tbody>
          <tfoot>
            <TotalRow answer={{ question, cells }} />
          </tfoot>
        </table>
      </ScrollRegion>
      <Overlap cells={cells} />
    </>
  )
}

function CellRow({ cell, answer: { question } }: { cell: Cell; answer: Answer }) {
  const texts = useTexts()
  const { showing } = useAsk()
  const written = printCell(cell.by.map(({ value }) => value))
  const last = cell.by.length - 1
  return (
    <tr className={showing.cell === written ? styles.current : undefined}>
      {cell.by.map(({ label, value }, index) =>
        index === last ? (
          <th key={index} scope="row" className={value === null ? styles.notStated : undefined}>
            {label}
          </th>
        ) : (
          <td key={index} className={value === null ? styles.notStated : undefined}>
            {label}
          </td>
        ),
      )}
      {question.figures.map((figure, index) => {
        const text = figureText(figure, cell.values, texts)
        return (
          <td key={figure.name} className="numeric">
            {index === 0 ? (
              <CellLink cell={written} text={text} labels={cell.by.map(({ label }) => label)} />
            ) : (
              text
            )}
            <Note text={figureNote(figure, cell.values, texts)} />
          </td>
        )
      })}
    </tr>
  )
}

/** Leads to the rows that a figure counts. */
export function CellLink({ cell, text, labels }: { cell: string; text: string; labels: string[] }) {
  const { t, format } = useTexts()
  const { showing } = useAsk()
  const label =
    labels.length === 0
      ? t('web.ask.openAll', { figure: text })
      : t('web.ask.openCell', { figure: text, cell: format.list(labels) })
  return (
    <AskLink changes={{ cell }} className={styles.cell} label={label} isCurrent={showing.cell === cell}>
      {text}
    </AskLink>
  )
}

export const Note = ({ text }: { text: string }) =>
  text ? <span className={styles.title}>{text}</span> : null

function TotalRow({ answer: { question, cells } }: { answer: Answer }) {
  const texts = useTexts()
  const { groups, figures } = question
  const written = printCell(groups.map(() => all))
  const values = cells[0]?.total ?? []
  return (
    <tr>
      <th scope="row" colSpan={Math.max(1, groups.length)}>
        {texts.t('web.ask.total')}
      </th>
      {figures.map((figure, index) => {
        const text = figureText(figure, values, texts)
        return (
          <td key={figure.name} className="numeric">
            {index === 0 ? <CellLink cell={written || all} text={text} labels={[]} /> : text}
            <Note text={figureNote(figure, values, texts)} />
          </td>
        )
      })}
    </tr>
  )
}

/** Says why the rows add up to more than the total. */
export function Overlap({ cells }: { cells: Cell[] }) {
  const { t, format } = useTexts()
  const { question } = useAsk()
  const overlapping = cells[0]?.overlapping ?? []
  if (overlapping.length === 0) return null
  return (
    <p className="meta">
      {t(`web.ask.overlap.${question.subject.name}`, {
        groups: format.list(overlapping.map((group) => groupLabel(group, t))),
      })}
    </p>
  )
}
