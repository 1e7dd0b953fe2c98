import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { AuditUserDocument, AuditedDealDocument } from '../../api/generated/admin/audit/audit.js'
import { useData } from '../../api/use-data.js'
import { Button } from '../../design/button.js'
import { Choice, TextInput } from '../../design/field.js'
import { Skeleton } from '../../design/state.js'
import { Failure, NotFound } from '../../shell/failure.js'
import { useTexts } from '../../text/texts.js'
import { AdminFrame } from '../admin-frame.js'
import { auditedTypes, topicNames, type AuditSearch } from './audit-search.js'
import { AuditTable } from './audit-table.js'
import { ReadLog } from './read-log.js'
import { typeText } from '../../text/row-words.js'
import styles from '../admin.module.css'
import page from '../../design/page.module.css'

const UserFilter = lazy(async () => ({ default: (await import('./user-filter.js')).UserFilter }))

/** Who has changed what, as far as the viewer may see it; for the HEAD of a deal also who has read it. */
export function AuditPage() {
  const { t } = useTexts()
  const search = useSearch({ from: '/admin/audit' })
  return (
    <AdminFrame title={t('web.admin.audit')}>
      <Filter search={search} />
      {search.deal ? (
        <DealHistory key={search.deal} search={search} reference={search.deal} />
      ) : (
        <AuditTable key={JSON.stringify(search)} search={search} dealId={undefined} />
      )}
    </AdminFrame>
  )
}

function DealHistory({ search, reference }: { search: AuditSearch; reference: string }) {
  const { t } = useTexts()
  const { data, error, isLoading, reload } = useData(AuditedDealDocument, { reference })
  if (isLoading) return <Skeleton rows={4} label={t('web.state.loading')} />
  if (error && !data) return <Failure error={error} onRetry={reload} />
  if (!data?.deal) return <NotFound />
  const { id, title, codeName, masked } = data.deal
  return (
    <>
      <p className={page.line}>
        <Link to="/deals/$reference" params={{ reference }}>
          {reference}
        </Link>
        <span>{masked ? codeName : title}</span>
      </p>
      <ReadLog deal={data.deal} />
      <AuditTable key={JSON.stringify(search)} search={search} dealId={id} />
    </>
  )
}

function Filter({ search }: { search: AuditSearch }) {
  const { t } = useTexts()
  const navigate = useNavigate({ from: '/admin/audit' })
  const change = (changes: { [Key in keyof AuditSearch]?: AuditSearch[Key] | undefined }) =>
    void navigate({ search: (current) => ({ ...current, ...changes }), replace: true })
  const { data } = useData(AuditUserDocument, { id: search.by ?? '' }, !search.by)
  const user = search.by ? data?.users.nodes[0] : undefined
  return (
    <form
      className={`${page.filter} ${styles.filter}`}
      role="search"
      aria-label={t('web.admin.filterAudit')}
      onSubmit={(event) => event.preventDefault()}
    >
      <Suspense fallback={<Skeleton rows={2} label={t('web.state.loading')} />}>
        <UserFilter
          chosen={search.by ? { id: search.by, label: user?.name ?? '…' } : null}
          onChange={(by) => change({ by: by ?? undefined })}
        />
      </Suspense>
      <Choice
        label={t('web.admin.topic')}
        none={t('web.admin.anything')}
        value={search.topic ?? ''}
        options={topicNames.map((value) => ({ value, label: t(`web.admin.topics.${value}`) }))}
        onChange={(value) => change({ topic: topicNames.find((name) => name === value) })}
      />
      <Choice
        label={t('web.admin.rowType')}
        none={t('web.admin.anything')}
        value={search.type ?? ''}
        options={auditedTypes.map((value) => ({ value, label: typeText(value, t) }))}
        onChange={(value) => change({ type: auditedTypes.find((name) => name === value) })}
      />
      <TextInput
        label={t('web.admin.from')}
        type="date"
        value={search.from ?? ''}
        onChange={(from) => change({ from: from || undefined })}
      />
      <TextInput
        label={t('web.admin.until')}
        type="date"
        value={search.until ?? ''}
        onChange={(until) => change({ until: until || undefined })}
      />
      {search.subject || search.deal ? (
        <Button onClick={() => change({ subject: undefined, deal: undefined })}>
          {t('web.admin.allRows')}
        </Button>
      ) : null}
    </form>
  )
}
