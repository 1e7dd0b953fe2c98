import { useState } from 'react'
import { useClient } from 'urql'
import { MoveChoicesDocument } from '../../api/generated/deal/move/move.js'
import { AddTaskDocument } from '../../api/generated/deal/task/task.js'
import { useData } from '../../api/use-data.js'
import { today } from '../../day/today.js'
import { Choice, FieldRow, TextArea, TextInput } from '../../design/field.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { orNull } from '../../edit/merge.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'

const labels = {
  title: 'web.record.whatToDo',
  dueOn: 'web.record.dueOn',
  assignee: 'web.record.assignee',
  details: 'web.deal.description',
} as const

/** Gives a task of the deal to a colleague, or to oneself. */
export function TaskDialog({ deal, onClose }: { deal: string; onClose: () => void }) {
  const { t } = useTexts()
  const client = useClient()
  const viewer = useViewer()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const { data } = useData(MoveChoicesDocument, { agency: viewer.agency.code })
  const colleagues = data?.users.nodes ?? [{ id: viewer.id, name: viewer.name }]
  return (
    <EditDialog
      title={t('web.record.newTask')}
      labels={labels}
      base={{ version: 0, values: { title: '', dueOn: today(), assignee: viewer.id, details: '' } }}
      save={async (_, { title, dueOn, assignee, details }) => {
        const input = { deal, title: title.trim(), dueOn, assignee, details: orNull(details), idempotencyKey }
        return (await client.mutation(AddTaskDocument, { input })).error
      }}
      onClose={onClose}
    >
      {({ bind }) => (
        <>
          <TextInput {...bind('title')} isFirst />
          <FieldRow>
            <TextInput {...bind('dueOn')} type="date" />
            <Choice
              {...bind('assignee')}
              options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </FieldRow>
          <TextArea {...bind('details')} rows={2} />
        </>
      )}
    </EditDialog>
  )
}
