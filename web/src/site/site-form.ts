/** The fields of the form of a site, as texts. */
import type {
  SiteAvailability,
  SiteFactsFragment,
  SiteKind,
  UpdateSiteInput,
} from '../api/generated/types.js'
import { orNull, toDecimal } from '../edit/merge.js'
import type { TextKey } from '../text/translate.js'

export const siteLabels = {
  name: 'web.site.name',
  kind: 'web.site.kind',
  municipality: 'web.site.municipality',
  nuts3: 'web.site.nuts3',
  areaLow: 'web.site.areaLow',
  areaHigh: 'web.site.areaHigh',
  availability: 'web.site.availability',
  availableFrom: 'web.site.availableFrom',
  latitude: 'web.site.latitude',
  longitude: 'web.site.longitude',
} as const satisfies Record<string, TextKey>

export type SiteField = keyof typeof siteLabels
export type SiteValues = Record<SiteField, string>

export const emptySite: SiteValues = {
  ...{ name: '', kind: 'GREENFIELD', municipality: '', nuts3: '', areaLow: '', areaHigh: '' },
  ...{ availability: '', availableFrom: '', latitude: '', longitude: '' },
}

const withoutZeros = (decimal: string | undefined | null): string => decimal?.replace(/\.?0+$/, '') ?? ''

export const toSiteForm = (site: SiteFactsFragment): SiteValues => ({
  name: site.name,
  kind: site.kind,
  municipality: site.municipality ?? '',
  nuts3: site.nuts3 ?? '',
  areaLow: withoutZeros(site.area?.low),
  areaHigh: withoutZeros(site.area?.high),
  availability: site.availability ?? '',
  availableFrom: site.availableFrom ?? '',
  latitude: site.coordinates ? String(site.coordinates.latitude) : '',
  longitude: site.coordinates ? String(site.coordinates.longitude) : '',
})

/** Returns the fields that differ from `base`, as the input of the mutation. */
export function siteChanges(base: SiteValues, values: SiteValues): Omit<UpdateSiteInput, 'id' | 'version'> {
  const isChanged = (...fields: SiteField[]) => fields.some((field) => values[field] !== base[field])
  const { areaLow, areaHigh, latitude, longitude } = values
  return {
    ...(isChanged('name') && { name: values.name.trim() }),
    ...(isChanged('kind') && { kind: values.kind as SiteKind }),
    ...(isChanged('municipality') && { municipality: orNull(values.municipality) }),
    ...(isChanged('nuts3') && { nuts3: orNull(values.nuts3.toUpperCase()) }),
    ...(isChanged('availability') && {
      availability: orNull(values.availability) as SiteAvailability | null,
    }),
    ...(isChanged('availableFrom') && { availableFrom: orNull(values.availableFrom) }),
    ...(isChanged('areaLow', 'areaHigh') && {
      area: areaLow.trim()
        ? { low: toDecimal(areaLow), high: areaHigh.trim() ? toDecimal(areaHigh) : null }
        : null,
    }),
    ...(isChanged('latitude', 'longitude') && {
      coordinates:
        latitude.trim() || longitude.trim()
          ? { latitude: Number(toDecimal(latitude)), longitude: Number(toDecimal(longitude)) }
          : null,
    }),
  }
}
