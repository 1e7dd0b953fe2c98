import { Link } from '@tanstack/react-router'
import { lazy } from 'react'
import type { DealLocationsFragment } from '../../api/generated/types.js'
import { Panel } from '../../design/panel.js'
import { Badge, Empty } from '../../design/state.js'
import { DialogButton } from '../../edit/dialog-button.js'
import { useTexts } from '../../text/texts.js'
import styles from '../table.module.css'

const LocationDialog = lazy(async () => ({
  default: (await import('./location-dialog.js')).LocationDialog,
}))

interface LocationsProps {
  deal: DealLocationsFragment & { id: string }
  isEditable: boolean
}

type Location = DealLocationsFragment['locations']['nodes'][number]

const byPlace = (a: Location, b: Location) => Number(b.site !== null) - Number(a.site !== null)

/** The places that compete for the deal, our own sites first. */
export function Locations({ deal, isEditable }: LocationsProps) {
  const { t, format } = useTexts()
  const locations = [...deal.locations.nodes].sort(byPlace)
  return (
    <Panel
      title={t('web.deal.locations')}
      count={deal.locations.totalCount}
      id="locations"
      actions={
        isEditable ? (
          <DialogButton label={t('web.record.add')} about={t('web.record.newLocation')}>
            {(close) => <LocationDialog deal={deal.id} location={null} onClose={close} />}
          </DialogButton>
        ) : null
      }
    >
      {locations.length === 0 ? <Empty>{t('web.deal.noLocations')}</Empty> : null}
      {deal.noCompetingLocations ? <p className="meta">{t('web.deal.noCompetition')}</p> : null}
      {locations.length > 0 ? (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('web.deal.place')}</th>
              <th scope="col">{t('web.deal.standing')}</th>
              <th scope="col">{t('web.deal.since')}</th>
            </tr>
          </thead>
          <tbody>
            {locations.map((location) => {
              const { id, site, town, country, standing, sinceWhen } = location
              return (
                <tr key={id}>
                  <td>
                    {site ? (
                      <Link to="/sites/$id" params={{ id: site.id }}>
                        <strong>{site.name}</strong>
                      </Link>
                    ) : (
                      town
                    )}
                    <span className="meta">
                      {' '}
                      {site ? site.municipality : country ? format.country(country) : ''}
                    </span>
                  </td>
                  <td>
                    <Badge tone={standing === 'CHOSEN' ? 'good' : standing === 'REJECTED' ? 'bad' : 'info'}>
                      {t(`web.locationStanding.${standing}`)}
                    </Badge>
                  </td>
                  <td className="meta">
                    {sinceWhen.text}
                    {isEditable ? (
                      <DialogButton label={t('web.deal.edit')} about={site?.name ?? town ?? ''} icon={null}>
                        {(close) => <LocationDialog deal={deal.id} location={location} onClose={close} />}
                      </DialogButton>
                    ) : null}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      ) : null}
    </Panel>
  )
}
