import { lazy } from 'react'
import { useMutation } from 'urql'
import { CompleteTaskOfDealDocument } from '../../api/generated/deal/task/task.js'
import type { DealTasksFragment } from '../../api/generated/types.js'
import { Panel } from '../../design/panel.js'
import { Badge, Empty, Notice } from '../../design/state.js'
import { DialogButton } from '../../edit/dialog-button.js'
import { messageOf } from '../../shell/failure.js'
import { useTexts } from '../../text/texts.js'
import styles from '../rows.module.css'

const TaskDialog = lazy(async () => ({ default: (await import('./task-dialog.js')).TaskDialog }))

interface TasksProps {
  deal: DealTasksFragment & { id: string }
  isEditable: boolean
}

/** What is still to be done for the deal, the most urgent first. */
export function Tasks({ deal, isEditable }: TasksProps) {
  const { t, format } = useTexts()
  const [{ error, fetching }, complete] = useMutation(CompleteTaskOfDealDocument)
  const { nodes, totalCount } = deal.tasks
  return (
    <Panel
      title={t('web.record.tasks')}
      count={totalCount}
      actions={
        isEditable ? (
          <DialogButton label={t('web.record.add')} about={t('web.record.newTask')}>
            {(close) => <TaskDialog deal={deal.id} onClose={close} />}
          </DialogButton>
        ) : null
      }
    >
      {error ? (
        <Notice tone="bad" alert>
          <p>{messageOf(error) ?? t('web.state.unreachable')}</p>
        </Notice>
      ) : null}
      {nodes.length === 0 ? <Empty>{t('web.record.noTask')}</Empty> : null}
      <ul className={styles.rows}>
        {nodes.map(({ id, title, dueOn, overdue, assignee, version }) => (
          <li key={id}>
            <p>
              {isEditable ? (
                <label>
                  <input
                    type="checkbox"
                    disabled={fetching}
                    checked={false}
                    onChange={() => void complete({ input: { id, version } })}
                  />{' '}
                  {title}
                </label>
              ) : (
                <span>{title}</span>
              )}
              {overdue ? <Badge tone="bad">{t('web.home.late')}</Badge> : null}
            </p>
            <p className="meta">{[format.day(dueOn), assignee?.name].filter(Boolean).join(' · ')}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
