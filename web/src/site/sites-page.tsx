import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { buttonClass } from '../design/button.js'
import { Choice, TextInput } from '../design/field.js'
import { Icon } from '../design/icon.js'
import { PageTitle } from '../shell/page-title.js'
import { isWriter, useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import { SiteTable } from './site-table.js'
import { availabilities, siteKinds, type SitesSearch } from './sites-search.js'
import styles from '../design/page.module.css'

const SiteDialog = lazy(async () => ({ default: (await import('./site-dialog.js')).SiteDialog }))

/** Land and buildings on offer; the address holds the whole view. */
export function SitesPage() {
  const { t } = useTexts()
  const viewer = useViewer()
  const search = useSearch({ from: '/sites' })
  return (
    <div className={styles.page}>
      <PageTitle>{t('web.shell.sites')}</PageTitle>
      <header className={styles.top}>
        <h1>{t('web.shell.sites')}</h1>
        {isWriter(viewer) ? (
          <Link to="/sites/new" className={buttonClass('primary')}>
            <Icon name="plus" />
            {t('web.site.new')}
          </Link>
        ) : null}
      </header>
      <Filter search={search} />
      <SiteTable key={JSON.stringify(search)} search={search} />
    </div>
  )
}

/** The address of the form for a new site: the form over the list. */
export function NewSitePage() {
  const { t } = useTexts()
  const viewer = useViewer()
  const navigate = useNavigate()
  return (
    <div className={styles.page}>
      <PageTitle>{t('web.site.new')}</PageTitle>
      <h1>{t('web.shell.sites')}</h1>
      <SiteTable search={{}} />
      {isWriter(viewer) ? (
        <Suspense>
          <SiteDialog site={null} onClose={() => void navigate({ to: '/sites' })} />
        </Suspense>
      ) : null}
    </div>
  )
}

function Filter({ search }: { search: SitesSearch }) {
  const { t } = useTexts()
  const navigate = useNavigate({ from: '/sites' })
  const change = (changes: { [Key in keyof SitesSearch]?: SitesSearch[Key] | undefined }) =>
    void navigate({ search: (current) => ({ ...current, ...changes }), replace: true })
  return (
    <form
      className={styles.filter}
      role="search"
      aria-label={t('web.site.filter')}
      onSubmit={(event) => event.preventDefault()}
    >
      <TextInput
        label={t('web.site.words')}
        type="search"
        value={search.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
      />
      <Choice
        label={t('web.site.kind')}
        none={t('web.site.allKinds')}
        value={search.kind ?? ''}
        options={siteKinds.map((value) => ({ value, label: t(`web.site.kinds.${value}`) }))}
        onChange={(kind) => change({ kind: siteKinds.find((code) => code === kind) })}
      />
      <Choice
        label={t('web.site.availability')}
        none={t('web.site.anyAvailability')}
        value={search.availability ?? ''}
        options={availabilities.map((value) => ({ value, label: t(`web.site.availabilities.${value}`) }))}
        onChange={(value) => change({ availability: availabilities.find((code) => code === value) })}
      />
      <TextInput
        label={t('web.site.minArea')}
        type="number"
        min={0}
        value={search.area === undefined ? '' : String(search.area)}
        onChange={(area) => change({ area: Number(area) > 0 ? Number(area) : undefined })}
      />
    </form>
  )
}
