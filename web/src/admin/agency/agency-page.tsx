import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { AgencyPageDocument } from '../../api/generated/admin/agency/agencies.js'
import { useData } from '../../api/use-data.js'
import { Button } from '../../design/button.js'
import { Fact, Facts } from '../../design/facts.js'
import { Icon } from '../../design/icon.js'
import { Skeleton } from '../../design/state.js'
import { Failure, NotFound } from '../../shell/failure.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { AdminFrame } from '../admin-frame.js'
import type { AgencyOfPage } from './agency-of-page.js'
import { MailSchedule } from './mail-schedule.js'
import { Recipients } from './recipients.js'
import page from '../../design/page.module.css'

const AgencyDialog = lazy(async () => ({ default: (await import('./agency-dialog.js')).AgencyDialog }))

/** One agency: its data, and for its own users the weekly mail with its recipients. */
export function AgencyPage() {
  const { t } = useTexts()
  const viewer = useViewer()
  const { id } = useParams({ from: '/admin/agencies/$id' })
  const { data, error, isLoading, reload } = useData(AgencyPageDocument, { id })
  const agency = data?.agencies.nodes[0]
  if (data && !agency) return <NotFound />
  if (!data || !agency)
    return (
      <AdminFrame title={t('web.admin.agencies')}>
        {isLoading ? (
          <Skeleton rows={6} label={t('web.state.loading')} />
        ) : error ? (
          <Failure error={error} onRetry={reload} />
        ) : null}
      </AdminFrame>
    )
  const isOwn = viewer.agency.id === id
  return (
    <AdminFrame
      title={agency.name}
      trail={<Link to="/admin/agencies">{t('web.admin.agencies')}</Link>}
      actions={viewer.role === 'OPERATOR' ? <EditButton agency={agency} onChanged={reload} /> : null}
    >
      <AgencyDetails agency={agency} users={data.users.totalCount} />
      {isOwn ? (
        <div className={page.columns}>
          <MailSchedule agency={agency} onChanged={reload} />
          <Recipients agency={agency} onChanged={reload} />
        </div>
      ) : null}
    </AdminFrame>
  )
}

function EditButton({ agency, onChanged }: { agency: AgencyOfPage; onChanged: () => void }) {
  const { t } = useTexts()
  const [isEditing, setIsEditing] = useState(false)
  return (
    <>
      <Button kind="primary" onClick={() => setIsEditing(true)}>
        <Icon name="edit" />
        {t('web.deal.edit')}
      </Button>
      {isEditing ? (
        <Suspense>
          <AgencyDialog
            agency={agency}
            onClose={() => setIsEditing(false)}
            onSaved={() => {
              setIsEditing(false)
              onChanged()
            }}
          />
        </Suspense>
      ) : null}
    </>
  )
}

function AgencyDetails({ agency, users }: { agency: AgencyOfPage; users: number }) {
  const { t, format } = useTexts()
  const { code, kind, country, active } = agency
  const empty = t('web.deal.notStated')
  return (
    <Facts>
      <Fact label={t('web.admin.code')} empty={empty}>
        {code}
      </Fact>
      <Fact label={t('web.admin.kind')} empty={empty}>
        {t(`web.admin.agencyKind.${kind}`)}
      </Fact>
      <Fact label={t('web.admin.country')} empty={empty}>
        {format.country(country)}
      </Fact>
      <Fact label={t('web.admin.state')} empty={empty}>
        {t(active ? 'web.admin.activeAgency' : 'web.admin.inactive')}
      </Fact>
      <Fact label={t('web.admin.activeUsers')} empty={empty}>
        <Link to="/admin/users" search={{ agency: code }}>
          {format.number(users)}
        </Link>
      </Fact>
    </Facts>
  )
}
