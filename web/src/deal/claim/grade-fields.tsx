import { Choice, FieldRow } from '../../design/field.js'
import type { FieldBinding } from '../../edit/edit-dialog.js'
import { useTexts } from '../../text/texts.js'
import { claimStandings, credibilities, reliabilities } from './claim-form.js'

/** The standing of a claim, the reliability of its source, and the credibility of its content. */
export function GradeFields({
  bind,
}: {
  bind: (field: 'standing' | 'reliability' | 'credibility') => FieldBinding
}) {
  const { t } = useTexts()
  return (
    <FieldRow>
      <Choice
        {...bind('standing')}
        options={claimStandings.map((value) => ({ value, label: t(`claimStanding.${value}`) }))}
      />
      <Choice
        {...bind('reliability')}
        none="–"
        options={reliabilities.map((value) => ({ value, label: `${value} – ${t(`reliability.${value}`)}` }))}
      />
      <Choice
        {...bind('credibility')}
        none="–"
        options={credibilities.map((value) => ({ value, label: `${value} – ${t(`credibility.${value}`)}` }))}
      />
    </FieldRow>
  )
}
