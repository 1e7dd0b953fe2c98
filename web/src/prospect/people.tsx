import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { ProspectPeopleFragment } from '../api/generated/types.js'
import { Button } from '../design/button.js'
import { Icon } from '../design/icon.js'
import { Panel } from '../design/panel.js'
import { Badge, Empty } from '../design/state.js'
import { MeetingLine } from '../meeting/meeting-line.js'
import { isWriter, useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import { peopleMet } from './people-met.js'
import page from '../design/page.module.css'

const NewContact = lazy(async () => ({ default: (await import('../contact/new-contact.js')).NewContact }))

interface PeopleProps {
  prospect: ProspectPeopleFragment & { id: string; name: string }
}

/** The people of the company: who met them, and when last. */
export function People({ prospect }: PeopleProps) {
  const { t, format } = useTexts()
  const viewer = useViewer()
  const [isAdding, setIsAdding] = useState(false)
  const people = peopleMet(prospect)
  return (
    <Panel
      title={t('web.deal.people')}
      count={people.length}
      id="people"
      actions={
        isWriter(viewer) ? (
          <Button kind="quiet" onClick={() => setIsAdding(true)}>
            <Icon name="plus" />
            {t('web.contact.new')}
          </Button>
        ) : null
      }
    >
      {people.length === 0 ? <Empty>{t('web.prospect.noPeople')}</Empty> : null}
      <ul className={page.rows}>
        {people.map(({ id, name, jobTitle, isDecisionMaker, until, lastMet, metBy }) => (
          <li key={id}>
            <p className={page.line}>
              <Link to="/contacts/$id" params={{ id }}>
                {name ?? t('web.contact.erased')}
              </Link>
              {isDecisionMaker ? <Badge>{t('web.deal.decisionMaker')}</Badge> : null}
              {until ? <Badge tone="warn">{t('web.contact.leftIn', { when: until })}</Badge> : null}
            </p>
            <p className="meta">
              {[
                jobTitle,
                lastMet ? t('web.deal.lastMet', { day: lastMet }) : t('web.contact.neverMet'),
                metBy.length > 0 ? t('web.contact.by', { names: format.list(metBy) }) : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {isAdding ? (
        <Suspense>
          <NewContact prospect={prospect} onClose={() => setIsAdding(false)} />
        </Suspense>
      ) : null}
    </Panel>
  )
}

/** The latest meetings about the deals of the company or with its people. */
export function Meetings({ prospect: { meetings } }: PeopleProps) {
  const { t } = useTexts()
  return (
    <Panel title={t('web.shell.meetings')} count={meetings.totalCount} id="meetings">
      {meetings.totalCount === 0 ? <Empty>{t('web.timeline.noneVisible')}</Empty> : null}
      <ul className={page.rows}>
        {meetings.nodes.slice(0, 5).map((meeting) => (
          <li key={meeting.id}>
            <MeetingLine meeting={meeting} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
