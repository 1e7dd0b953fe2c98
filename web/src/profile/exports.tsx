import type { ProfileQuery } from '../api/generated/types.js'
import { hasPassed } from '../account/expiry.js'
import { Panel } from '../design/panel.js'
import { Badge } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import page from '../design/page.module.css'

/** The files that the viewer exported lately; those still stored can be downloaded again, byte for byte. */
export function Exports({ exports }: { exports: ProfileQuery['exports'] }) {
  const { t, format } = useTexts()
  if (exports.totalCount === 0) return null
  return (
    <Panel title={t('web.profile.exports')} count={exports.totalCount} id="exports">
      <ul className={page.rows}>
        {exports.nodes.map(({ id, list, form, status, rows, askedAt, keptUntil, address }) => {
          const isKept = keptUntil !== null && !hasPassed(keptUntil)
          const name = `${list} (${form})`
          return (
            <li key={id}>
              <p className={page.line}>
                {isKept ? <a href={address.replace(/^\//, '')}>{name}</a> : <span>{name}</span>}
                {status === 'DONE' ? null : (
                  <Badge tone="warn">{t(`web.profile.exportStatus.${status}`)}</Badge>
                )}
              </p>
              <p className="meta">
                {[
                  t('web.profile.exportRows', { count: rows }),
                  format.instant(askedAt),
                  isKept && t('web.profile.keptUntil', { at: format.instant(keptUntil) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
