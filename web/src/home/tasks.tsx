import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMutation } from 'urql'
import { CompleteTaskDocument } from '../api/generated/home/home.js'
import type { HomeTaskFragment } from '../api/generated/types.js'
import { Badge, Empty, Notice } from '../design/state.js'
import { messageOf } from '../shell/failure.js'
import { useTexts } from '../text/texts.js'
import styles from './home-page.module.css'

interface TasksProps {
  tasks: HomeTaskFragment[]
  onDone: () => void
}

/** The open tasks of the viewer, the most urgent first. Ticking one completes it. */
export function Tasks({ tasks, onDone }: TasksProps) {
  const { t } = useTexts()
  const [{ error }, complete] = useMutation(CompleteTaskDocument)
  const [done, setDone] = useState<string[]>([])
  const finish = async ({ id, version }: HomeTaskFragment) => {
    setDone([...done, id])
    const { error } = await complete({ input: { id, version } })
    if (error) setDone((ids) => ids.filter((other) => other !== id))
    else onDone()
  }
  if (tasks.length === 0) return <Empty>{t('web.home.noTask')}</Empty>
  return (
    <>
      {error ? (
        <Notice tone="bad" alert>
          <p>{messageOf(error) ?? t('web.state.unreachable')}</p>
        </Notice>
      ) : null}
      <ul className={styles.lines}>
        {tasks.map((task) => (
          <li key={task.id}>
            <TaskLine task={task} isDone={done.includes(task.id)} onDone={() => void finish(task)} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface TaskLineProps {
  task: HomeTaskFragment
  isDone: boolean
  onDone: () => void
}

function TaskLine({ task: { title, dueOn, overdue, deal }, isDone, onDone }: TaskLineProps) {
  const { t, format } = useTexts()
  return (
    <>
      <label className={styles.task}>
        <input type="checkbox" checked={isDone} disabled={isDone} onChange={onDone} />
        {title}
      </label>
      <span className="meta">
        {overdue ? <Badge tone="bad">{t('web.home.late')}</Badge> : null} {format.shortDay(dueOn)}
      </span>
      {deal ? (
        <Link to="/deals/$reference" params={{ reference: deal.reference }}>
          {deal.codeName}
        </Link>
      ) : null}
    </>
  )
}
