import { Button } from '../design/button.js'
import { Notice } from '../design/state.js'
import table from '../design/table.module.css'
import type { TextKey } from '../text/translate.js'
import { useTexts } from '../text/texts.js'
import type { Conflict } from './merge.js'

interface ConflictsProps<Field extends string> {
  conflicts: Conflict<Field>[]
  labels: Record<Field, TextKey>
  values: Record<Field, string>
  onChoose: (field: Field, value: string) => void
}

/** The fields that two users changed at the same time: both values, and a choice for each. */
export function Conflicts<Field extends string>({
  conflicts,
  labels,
  values,
  onChoose,
}: ConflictsProps<Field>) {
  const { t } = useTexts()
  return (
    <Notice tone="warn" alert>
      <p>{t('web.edit.conflict')}</p>
      <table className={table.plain}>
        <thead>
          <tr>
            <th scope="col">{t('web.edit.field')}</th>
            <th scope="col">{t('web.edit.mine')}</th>
            <th scope="col">{t('web.edit.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map(({ field, mine, theirs }) => (
            <tr key={field}>
              <th scope="row">{t(labels[field])}</th>
              {[mine, theirs].map((value, index) => (
                <td key={index}>
                  <p>{value || t('web.deal.notStated')}</p>
                  <Button aria-pressed={values[field] === value} onClick={() => onChoose(field, value)}>
                    {t(index === 0 ? 'web.edit.keepMine' : 'web.edit.takeTheirs')}
                  </Button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Notice>
  )
}
