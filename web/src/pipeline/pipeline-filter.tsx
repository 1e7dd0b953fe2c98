import { useNavigate } from '@tanstack/react-router'
import { endOfDay } from '../day/end-of-day.js'
import { today } from '../day/today.js'
import { Check, Choice, TextInput } from '../design/field.js'
import { isWriter, useSession } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import type { PipelineSearch } from './pipeline-search.js'
import styles from './pipeline-page.module.css'

/** Which deals, and as of a day. Each choice changes the address. */
export function PipelineFilter({ search }: { search: PipelineSearch }) {
  const { t } = useTexts()
  const { viewer, stages } = useSession()
  const navigate = useNavigate({ from: '/pipeline' })
  const change = (changes: { [Key in keyof PipelineSearch]: PipelineSearch[Key] | undefined }) =>
    void navigate({ search: (previous) => ({ ...previous, ...changes }), replace: true })
  const scope = search.agency ?? ''
  const scopes = [
    { value: '', label: viewer.agency.name },
    { value: 'all', label: t('web.pipeline.all') },
    ...(scope !== '' && scope !== 'all' ? [{ value: scope, label: scope }] : []),
  ]
  return (
    <form
      className={styles.filter}
      role="search"
      aria-label={t('web.pipeline.filter')}
      onSubmit={(event) => event.preventDefault()}
    >
      <Choice
        label={t('web.pipeline.dealsOf')}
        value={scope}
        options={scopes}
        onChange={(agency) => change({ agency: agency || undefined })}
      />
      <TextInput
        label={t('web.pipeline.words')}
        type="search"
        value={search.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
      />
      {search.view === 'table' ? (
        <Choice
          label={t('web.pipeline.stage')}
          none={t('web.pipeline.open')}
          value={search.stage ?? ''}
          options={stages.map(({ code, label }) => ({ value: code, label }))}
          onChange={(stage) => change({ stage: stage || undefined })}
        />
      ) : (
        <TextInput
          label={t('web.pipeline.asOf')}
          type="date"
          max={today()}
          value={search.asOf ?? ''}
          onChange={(day) => change({ asOf: day && day < today() ? day : undefined, knownAt: undefined })}
        />
      )}
      {search.asOf ? (
        <Check
          label={t('web.pipeline.knownThen')}
          isChecked={search.knownAt !== undefined}
          onChange={(isKnown) =>
            change({ knownAt: isKnown && search.asOf ? endOfDay(search.asOf) : undefined })
          }
        />
      ) : null}
      {isWriter(viewer) ? (
        <Check
          label={t('web.pipeline.mine')}
          isChecked={search.mine === true}
          onChange={(mine) => change({ mine: mine || undefined })}
        />
      ) : null}
    </form>
  )
}
