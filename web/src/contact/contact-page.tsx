import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { ContactPageDocument } from '../api/generated/contact/contact.js'
import type { ContactPageQuery } from '../api/generated/types.js'
import { useData } from '../api/use-data.js'
import { canChange as canChangeDeal } from '../deal/deal-rights.js'
import { Button } from '../design/button.js'
import { Fact, Facts } from '../design/facts.js'
import { Icon } from '../design/icon.js'
import { Panel } from '../design/panel.js'
import { Badge, Empty, Notice, Skeleton } from '../design/state.js'
import { MeetingLine } from '../meeting/meeting-line.js'
import { Failure, NotFound } from '../shell/failure.js'
import { PageTitle } from '../shell/page-title.js'
import { isWriter, useViewer, type Viewer } from '../shell/viewer.js'
import { languageNames, useTexts } from '../text/texts.js'
import { Employments } from './employments.js'
import { ErasureReport } from './erasure-report.js'
import styles from '../design/page.module.css'

const EditContact = lazy(async () => ({ default: (await import('./edit-contact.js')).EditContact }))
const EraseDialog = lazy(async () => ({ default: (await import('./erase-dialog.js')).EraseDialog }))

type Contact = NonNullable<ContactPageQuery['contact']>

/** Returns whether the viewer may change the person, so that the page shows only what would succeed. The service decides. */
const canChange = (viewer: Viewer, { enteredBy, employments, erasedAt }: Contact): boolean =>
  isWriter(viewer) &&
  erasedAt === null &&
  (enteredBy.code === viewer.agency.code ||
    employments.nodes.some(
      ({ prospect }) =>
        prospect?.enteredBy.code === viewer.agency.code ||
        prospect?.deals.nodes.some((deal) => canChangeDeal(viewer, deal)),
    ))

/** One person: where they work and worked, who met them and when. */
export function ContactPage() {
  const { t } = useTexts()
  const { id } = useParams({ from: '/contacts/$id' })
  const { data, error, isLoading, reload } = useData(ContactPageDocument, { id })
  if (isLoading) return <Skeleton rows={8} label={t('web.state.loading')} />
  if (error && !data) return <Failure error={error} onRetry={reload} />
  if (!data?.contact) return <NotFound />
  return <Content contact={data.contact} onErased={reload} />
}

function Content({ contact, onErased }: { contact: Contact; onErased: () => void }) {
  const { t } = useTexts()
  const isEditable = canChange(useViewer(), contact)
  return (
    <article className={styles.page}>
      <PageTitle>{contact.name ?? t('web.contact.erased')}</PageTitle>
      <Header contact={contact} isEditable={isEditable} onErased={onErased} />
      {contact.erasedAt ? <Erased at={contact.erasedAt} /> : <Details contact={contact} />}
      <div className={styles.columns}>
        <div className={styles.column}>
          {contact.erasure ? <ErasureReport erasure={contact.erasure} /> : null}
          <Met meetings={contact.meetings} />
        </div>
        <div className={styles.column}>
          <Employments contact={contact} isEditable={isEditable} />
        </div>
      </div>
      <p className={styles.hidden}>
        {t('web.prospect.enteredByNote', { agency: contact.enteredBy.name })} {t('web.contact.partial')}
      </p>
    </article>
  )
}

function Erased({ at }: { at: string }) {
  const { t, format } = useTexts()
  return (
    <Notice tone="info">
      <p>{t('web.contact.erasedAt', { at: format.instant(at) })}</p>
    </Notice>
  )
}

interface HeaderProps {
  contact: Contact
  isEditable: boolean
  onErased: () => void
}

function Header({ contact, isEditable, onErased }: HeaderProps) {
  const { t } = useTexts()
  const [dialog, setDialog] = useState<'edit' | 'erase' | null>(null)
  const close = () => setDialog(null)
  const { name, jobTitle, prospect, agency, decisionMaker, publicFigure } = contact
  const place = prospect ? (
    <Link to="/prospects/$id" params={{ id: prospect.id }}>
      {prospect.name}
    </Link>
  ) : (
    agency?.name
  )
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <p className={styles.trail}>
          <Link to="/prospects">{t('web.shell.prospects')}</Link>
          <span aria-hidden="true">›</span>
          {decisionMaker ? <Badge>{t('web.deal.decisionMaker')}</Badge> : null}
          {publicFigure ? <Badge>{t('web.contact.publicFigure')}</Badge> : null}
        </p>
        {isEditable ? (
          <div className={styles.actions}>
            <Button kind="quiet" onClick={() => setDialog('erase')}>
              {t('web.contact.erase')}
            </Button>
            <Button onClick={() => setDialog('edit')}>
              <Icon name="edit" />
              {t('web.deal.edit')}
            </Button>
          </div>
        ) : null}
      </div>
      <h1>{name ?? t('web.contact.erased')}</h1>
      <p className={styles.line}>
        {jobTitle ? <span>{jobTitle}</span> : null}
        {place}
      </p>
      {dialog ? (
        <Suspense>
          {dialog === 'edit' ? (
            <EditContact contact={contact} onClose={close} />
          ) : (
            <EraseDialog
              contact={contact}
              onErased={() => {
                close()
                onErased()
              }}
              onClose={close}
            />
          )}
        </Suspense>
      ) : null}
    </header>
  )
}

function Details({ contact }: { contact: Contact }) {
  const { t } = useTexts()
  const empty = t('web.deal.notStated')
  const { language, lawfulBasis, decisionMaker, publicFigure, meetings } = contact
  const yesNo = (value: boolean) => t(value ? 'web.contact.yes' : 'web.contact.no')
  const last = meetings.nodes.find(({ status }) => status === 'HELD')
  return (
    <Facts>
      <Fact label={t('web.contact.lastMet')} empty={t('web.timeline.noneVisible')} note={last?.title}>
        {last?.when.text}
      </Fact>
      <Fact label={t('web.contact.language')} empty={empty}>
        {language ? languageNames[language] : null}
      </Fact>
      <Fact label={t('web.contact.decisionMaker')} empty={empty}>
        {yesNo(decisionMaker)}
      </Fact>
      <Fact label={t('web.contact.publicFigure')} empty={empty}>
        {yesNo(publicFigure)}
      </Fact>
      <Fact label={t('web.contact.lawfulBasis')} empty={empty}>
        {lawfulBasis ? t(`web.lawfulBasis.${lawfulBasis}`) : null}
      </Fact>
    </Facts>
  )
}

function Met({ meetings }: { meetings: Contact['meetings'] }) {
  const { t } = useTexts()
  return (
    <Panel title={t('web.contact.met')} count={meetings.totalCount} id="meetings">
      {meetings.totalCount === 0 ? <Empty>{t('web.timeline.noneVisible')}</Empty> : null}
      <ul className={styles.rows}>
        {meetings.nodes.map((meeting) => (
          <li key={meeting.id}>
            {meeting.status === 'HELD' ? null : (
              <Badge tone="warn">{t(`meetingStatus.${meeting.status}`)}</Badge>
            )}
            <MeetingLine meeting={meeting} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
