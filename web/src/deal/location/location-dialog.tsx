import { useState } from 'react'
import { useClient } from 'urql'
import {
  LocationForFormDocument,
  UpdateLocationDocument,
} from '../../api/generated/deal/location/location.js'
import { AddLocationDocument, MoveChoicesDocument } from '../../api/generated/deal/move/move.js'
import type { LocationRowFragment } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { PartialDateBox } from '../../day/partial-date-input.js'
import { Choice, FieldRow, TextInput } from '../../design/field.js'
import { EditDialog, type FormFieldsProps } from '../../edit/edit-dialog.js'
import { orNull } from '../../edit/merge.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import {
  locationLabels,
  locationStandings,
  standingInputOf,
  toLocationForm,
  type LocationField,
} from './location-form.js'

interface LocationDialogProps {
  deal: string
  /** Null: a new one. */
  location: (LocationRowFragment & { id: string }) | null
  onClose: () => void
}

/** Adds a location that competes for the deal, or changes its standing. */
export function LocationDialog({ deal, location, onClose }: LocationDialogProps) {
  const { t } = useTexts()
  const client = useClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const name = location?.site?.name ?? location?.town ?? ''
  return (
    <EditDialog
      title={location ? t('web.edit.title', { deal: name }) : t('web.record.newLocation')}
      labels={locationLabels}
      base={{ version: location?.version ?? 0, values: toLocationForm(location) }}
      save={async ({ version }, values) => {
        if (location) {
          const input = { id: location.id, version, ...standingInputOf(values) }
          return (await client.mutation(UpdateLocationDocument, { input })).error
        }
        const { site, town, country } = values
        const place = site ? { site } : { town: orNull(town), country: orNull(country.toUpperCase()) }
        const input = { deal, ...place, ...standingInputOf(values), idempotencyKey }
        return (await client.mutation(AddLocationDocument, { input })).error
      }}
      readAgain={async () => {
        const { data } = await client.query(
          LocationForFormDocument,
          { deal },
          { requestPolicy: 'network-only' },
        )
        const theirs = data?.deal?.locations.nodes.find(({ id }) => id === location?.id)
        return theirs ? { version: theirs.version, values: toLocationForm(theirs) } : null
      }}
      onClose={onClose}
    >
      {(props) => (
        <>
          {location ? null : <PlaceFields {...props} />}
          <StandingFields {...props} />
        </>
      )}
    </EditDialog>
  )
}

/** One of the agency's sites, or a town elsewhere. */
function PlaceFields({ bind, values, errorOf }: FormFieldsProps<LocationField>) {
  const { agency } = useViewer()
  const { data } = useData(MoveChoicesDocument, { agency: agency.code })
  const sites = data?.sites.nodes ?? []
  return (
    <>
      <Choice
        {...bind('site')}
        none="–"
        options={sites.map(({ id, name, municipality }) => ({
          value: id,
          label: [name, municipality].filter(Boolean).join(', '),
        }))}
      />
      {values.site ? null : (
        <FieldRow>
          <TextInput {...bind('town')} error={errorOf('town') ?? errorOf('site')} />
          <TextInput {...bind('country')} hint="BE, NL, DE" maxLength={2} />
        </FieldRow>
      )}
    </>
  )
}

function StandingFields({ bind, errorOf }: FormFieldsProps<LocationField>) {
  const { t } = useTexts()
  return (
    <FieldRow>
      <Choice
        {...bind('standing')}
        options={locationStandings.map((value) => ({ value, label: t(`web.locationStanding.${value}`) }))}
      />
      <PartialDateBox
        {...bind('since')}
        error={errorOf('since') ?? errorOf('sinceWhen')}
        emptyHint={t('web.record.sinceHint')}
      />
      <TextInput {...bind('reason')} />
    </FieldRow>
  )
}
