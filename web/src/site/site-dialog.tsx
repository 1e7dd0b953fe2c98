import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useClient } from 'urql'
import { CreateSiteDocument, SitePageDocument, UpdateSiteDocument } from '../api/generated/site/sites.js'
import type { SiteFactsFragment, SiteKind } from '../api/generated/types.js'
import { Choice, FieldRow, TextInput } from '../design/field.js'
import { EditDialog, type FormFieldsProps } from '../edit/edit-dialog.js'
import { useTexts } from '../text/texts.js'
import { emptySite, siteChanges, siteLabels, toSiteForm, type SiteField } from './site-form.js'
import { availabilities, siteKinds } from './sites-search.js'

interface SiteDialogProps {
  /** Null: a new one. */
  site: (SiteFactsFragment & { id: string }) | null
  onClose: () => void
}

/** Enters a site, or edits it. What another user has saved meanwhile is shown beside what was typed. */
export function SiteDialog({ site, onClose }: SiteDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const navigate = useNavigate()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const created = useRef('')
  return (
    <EditDialog
      title={site ? t('web.edit.title', { deal: site.name }) : t('web.site.new')}
      labels={siteLabels}
      base={{ version: site?.version ?? 0, values: site ? toSiteForm(site) : emptySite }}
      save={async ({ version, values: base }, values) => {
        const changes = siteChanges(base, values)
        if (site) {
          const input = { id: site.id, version, ...changes }
          return (await client.mutation(UpdateSiteDocument, { input })).error
        }
        const required = { name: values.name.trim(), kind: values.kind as SiteKind, idempotencyKey }
        const { data, error } = await client.mutation(CreateSiteDocument, {
          input: { ...changes, ...required },
        })
        created.current = data?.createSite.id ?? ''
        return error
      }}
      readAgain={async () => {
        if (!site) return null
        const variables = { id: site.id }
        const { data } = await client.query(SitePageDocument, variables, { requestPolicy: 'network-only' })
        return data?.site ? { version: data.site.version, values: toSiteForm(data.site) } : null
      }}
      onClose={onClose}
      onSaved={site ? onClose : () => void navigate({ to: '/sites/$id', params: { id: created.current } })}
    >
      {(props) => <SiteFields {...props} />}
    </EditDialog>
  )
}

function SiteFields({ bind, errorOf }: FormFieldsProps<SiteField>) {
  const { t } = useTexts()
  return (
    <>
      <TextInput {...bind('name')} isFirst />
      <FieldRow>
        <Choice
          {...bind('kind')}
          options={siteKinds.map((value) => ({ value, label: t(`web.site.kinds.${value}`) }))}
        />
        <TextInput {...bind('municipality')} />
        <TextInput {...bind('nuts3')} hint="BE332" />
      </FieldRow>
      <FieldRow>
        <TextInput {...bind('areaLow')} inputMode="decimal" error={errorOf('area')} />
        <TextInput {...bind('areaHigh')} inputMode="decimal" />
      </FieldRow>
      <FieldRow>
        <Choice
          {...bind('availability')}
          none="–"
          options={availabilities.map((value) => ({ value, label: t(`web.site.availabilities.${value}`) }))}
        />
        <TextInput {...bind('availableFrom')} type="date" />
      </FieldRow>
      <FieldRow>
        <TextInput {...bind('latitude')} inputMode="decimal" error={errorOf('coordinates')} />
        <TextInput {...bind('longitude')} inputMode="decimal" />
      </FieldRow>
    </>
  )
}
