import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { HoldingsFragment } from '../../api/generated/types.js'
import { Panel } from '../../design/panel.js'
import { Empty } from '../../design/state.js'
import { useTexts } from '../../text/texts.js'
import page from '../../design/page.module.css'

/** What a user holds, as far as the viewer may see it: deals, tasks, planned meetings, need-to-know lists. */
export function Holdings({ user }: { user: HoldingsFragment }) {
  const { t } = useTexts()
  return (
    <Panel title={t('web.admin.holds')} id="holdings">
      <HoldingsList user={user} />
      <p className={page.hidden}>{t('web.admin.holdsPartial')}</p>
    </Panel>
  )
}

export const holdsAnything = ({
  officerOf,
  openTasks,
  plannedMeetings,
  needToKnowOf,
}: HoldingsFragment): boolean =>
  [officerOf, openTasks, plannedMeetings, needToKnowOf].some(({ totalCount }) => totalCount > 0)

export function HoldingsList({ user }: { user: HoldingsFragment }) {
  const { t, format } = useTexts()
  const { officerOf, openTasks, plannedMeetings, needToKnowOf } = user
  if (!holdsAnything(user)) return <Empty>{t('web.admin.holdsNothing')}</Empty>
  return (
    <>
      <Group title={t('web.admin.officerOf')} count={officerOf.totalCount}>
        {officerOf.nodes.map(({ id, reference, title, codeName, masked, stage }) => (
          <li key={id} className={page.line}>
            <Link to="/deals/$reference" params={{ reference }}>
              {reference}
            </Link>
            <span>{masked ? codeName : title}</span>
            <span className="meta">{stage.label}</span>
          </li>
        ))}
      </Group>
      <Group title={t('web.admin.openTasks')} count={openTasks.totalCount}>
        {openTasks.nodes.map(({ id, title, dueOn, deal }) => (
          <li key={id} className={page.line}>
            <span>{title}</span>
            <span className="meta">
              {[deal?.reference, dueOn && format.day(dueOn)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </Group>
      <Group title={t('web.admin.plannedMeetings')} count={plannedMeetings.totalCount}>
        {plannedMeetings.nodes.map(({ id, title, when }) => (
          <li key={id} className={page.line}>
            <span>{title}</span>
            <span className="meta">{when.text}</span>
          </li>
        ))}
      </Group>
      <Group title={t('web.admin.needToKnowOf')} count={needToKnowOf.totalCount}>
        {needToKnowOf.nodes.map(({ id, reference, title, codeName, masked }) => (
          <li key={id} className={page.line}>
            <Link to="/deals/$reference" params={{ reference }}>
              {reference}
            </Link>
            <span>{masked ? codeName : title}</span>
          </li>
        ))}
      </Group>
    </>
  )
}

interface GroupProps {
  title: string
  count: number
  children: ReactNode
}

function Group({ title, count, children }: GroupProps) {
  const { t } = useTexts()
  const shown = 25
  if (count === 0) return null
  return (
    <section>
      <h3>
        {title} <span className="meta">{count}</span>
      </h3>
      <ul className={page.rows}>{children}</ul>
      {count > shown ? <p className="meta">{t('web.admin.moreOfThem', { count: count - shown })}</p> : null}
    </section>
  )
}
