import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { buttonClass } from '../design/button.js'
import { Check, Choice, TextInput } from '../design/field.js'
import { Icon } from '../design/icon.js'
import { PageTitle } from '../shell/page-title.js'
import { isWriter, useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import { countriesIn } from './countries.js'
import { ProspectTable } from './prospect-table.js'
import type { ProspectsSearch } from './prospects-search.js'
import styles from '../design/page.module.css'

const NewProspect = lazy(async () => ({ default: (await import('./new-prospect.js')).NewProspect }))

/** The companies that the viewer may see; the address holds the whole view. */
export function ProspectsPage() {
  const { t } = useTexts()
  const viewer = useViewer()
  const search = useSearch({ from: '/prospects' })
  return (
    <div className={styles.page}>
      <PageTitle>{t('web.shell.prospects')}</PageTitle>
      <header className={styles.top}>
        <h1>{t('web.shell.prospects')}</h1>
        {isWriter(viewer) ? (
          <Link to="/prospects/new" className={buttonClass('primary')}>
            <Icon name="plus" />
            {t('web.prospect.new')}
          </Link>
        ) : null}
      </header>
      <Filter search={search} />
      <ProspectTable key={JSON.stringify(search)} search={search} />
    </div>
  )
}

/** The address of the form for a new company: the form over the list. */
export function NewProspectPage() {
  const { t } = useTexts()
  const viewer = useViewer()
  const navigate = useNavigate()
  return (
    <div className={styles.page}>
      <PageTitle>{t('web.prospect.new')}</PageTitle>
      <h1>{t('web.shell.prospects')}</h1>
      <ProspectTable search={{}} />
      {isWriter(viewer) ? (
        <Suspense>
          <NewProspect onClose={() => void navigate({ to: '/prospects' })} />
        </Suspense>
      ) : null}
    </div>
  )
}

function Filter({ search }: { search: ProspectsSearch }) {
  const { t, format } = useTexts()
  const viewer = useViewer()
  const navigate = useNavigate({ from: '/prospects' })
  const change = (changes: { [Key in keyof ProspectsSearch]?: ProspectsSearch[Key] | undefined }) =>
    void navigate({ search: (current) => ({ ...current, ...changes }), replace: true })
  return (
    <form
      className={styles.filter}
      role="search"
      aria-label={t('web.prospect.filter')}
      onSubmit={(event) => event.preventDefault()}
    >
      <TextInput
        label={t('web.prospect.words')}
        type="search"
        value={search.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
      />
      <Choice
        label={t('web.deal.country')}
        none={t('web.prospect.allCountries')}
        value={search.country ?? ''}
        options={countriesIn(format)}
        onChange={(country) => change({ country: country || undefined })}
      />
      <Choice
        label={t('web.prospect.withDeals')}
        none={t('web.prospect.anyDeals')}
        value={search.deals ?? ''}
        options={[
          { value: 'open', label: t('web.prospect.withOpenDeal') },
          { value: 'none', label: t('web.prospect.withoutDeal') },
        ]}
        onChange={(deals) => change({ deals: deals === 'open' || deals === 'none' ? deals : undefined })}
      />
      <Check
        label={t('web.prospect.own', { agency: viewer.agency.code })}
        isChecked={search.own === true}
        onChange={(own) => change({ own: own || undefined })}
      />
      <Check
        label={t('web.prospect.archivedOnly')}
        isChecked={search.archived === true}
        onChange={(archived) => change({ archived: archived || undefined })}
      />
    </form>
  )
}
