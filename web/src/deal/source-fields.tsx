import { Choice, FieldRow, TextInput } from '../design/field.js'
import type { FieldBinding } from '../edit/edit-dialog.js'
import { useTexts } from '../text/texts.js'
import { sourceKinds } from './choices.js'
import type { SourceField } from './source-form.js'

/** Who has stated it, and where it can be read. */
export function SourceFields({ bind }: { bind: (field: SourceField) => FieldBinding }) {
  const { t } = useTexts()
  return (
    <>
      <FieldRow>
        <Choice
          {...bind('sourceKind')}
          options={sourceKinds.map((value) => ({ value, label: t(`sourceKind.${value}`) }))}
        />
        <TextInput {...bind('sourceName')} />
      </FieldRow>
      <TextInput {...bind('sourceMedium')} />
      <FieldRow>
        <TextInput {...bind('sourceAddress')} type="url" hint="https://…" />
        <TextInput {...bind('publishedOn')} type="date" />
      </FieldRow>
    </>
  )
}
