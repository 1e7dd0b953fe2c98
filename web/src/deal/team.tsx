import type { DealTeamFragment } from '../api/generated/types.js'
import { Panel } from '../design/panel.js'
import { Badge } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import styles from './rows.module.css'

type Member = DealTeamFragment['team'][number]

const order = ['LEAD', 'SUPPORT', 'INFORMED']

const byRole = (a: Member, b: Member) =>
  Number(a.until !== null) - Number(b.until !== null) || order.indexOf(a.role) - order.indexOf(b.role)

/** The agencies that work on the deal: those of today first, then those that have left. */
export function Team({ team }: { team: Member[] }) {
  const { t, format } = useTexts()
  const members = [...team].sort(byRole)
  return (
    <Panel title={t('web.deal.team')} count={members.filter(({ until }) => !until).length}>
      <ul className={styles.rows}>
        {members.map(({ id, agency, role, from, until }) => (
          <li key={id} className={until ? styles.ended : undefined}>
            <p>
              <span>{agency.name}</span>
              {until ? null : (
                <Badge tone={role === 'LEAD' ? 'good' : 'info'}>{t(`web.teamRole.${role}`)}</Badge>
              )}
            </p>
            <p className="meta">
              {until
                ? t('web.deal.memberUntil', {
                    role: t(`web.teamRole.${role}`),
                    from: format.day(from),
                    until: format.day(until),
                  })
                : t('web.deal.memberSince', { day: format.day(from) })}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
