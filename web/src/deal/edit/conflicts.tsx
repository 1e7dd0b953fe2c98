import { Button } from '../../design/button.js'
import { Notice } from '../../design/state.js'
import { useTexts } from '../../text/texts.js'
import table from '../table.module.css'
import type { Conflict, FormField, FormValues } from './edit-form.js'
import { formLabels } from './form-labels.js'

interface ConflictsProps {
  conflicts: Conflict[]
  values: FormValues
  onChoose: (field: FormField, value: string) => void
}

/** The fields that two users changed at the same time: both values, and a choice for each. */
export function Conflicts({ conflicts, values, onChoose }: ConflictsProps) {
  const { t } = useTexts()
  return (
    <Notice tone="warn" alert>
      <p>{t('web.edit.conflict')}</p>
      <table className={table.table}>
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
              <th scope="row">{t(formLabels[field])}</th>
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
