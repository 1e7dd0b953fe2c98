import { lazy } from 'react'
import type { DealTeamFragment } from '../../api/generated/types.js'
import { Panel } from '../../design/panel.js'
import { Badge } from '../../design/state.js'
import { DialogButton } from '../../edit/dialog-button.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import type { DealOfPage } from '../deal-of-page.js'
import type { DealRights } from '../deal-rights.js'
import styles from '../rows.module.css'

const JoinDialog = lazy(async () => ({ default: (await import('./join-dialog.js')).JoinDialog }))
const LeaveDialog = lazy(async () => ({ default: (await import('./leave-dialog.js')).LeaveDialog }))
const HandoverDialog = lazy(async () => ({ default: (await import('./handover-dialog.js')).HandoverDialog }))

type Member = DealTeamFragment['team'][number]

const order = ['LEAD', 'SUPPORT', 'INFORMED']

const byRole = (a: Member, b: Member) =>
  Number(a.until !== null) - Number(b.until !== null) || order.indexOf(a.role) - order.indexOf(b.role)

interface TeamProps {
  deal: DealOfPage
  rights: DealRights
}

/** The agencies that work on the deal: those of today first, then those that have left. */
export function Team({ deal, rights }: TeamProps) {
  const { t } = useTexts()
  const viewer = useViewer()
  const members = [...deal.team].sort(byRole)
  const present = members.filter(({ until }) => !until)
  const canEnd = ({ role, until, agency }: Member) =>
    role !== 'LEAD' && !until && (rights.changeTeam || (rights.work && agency.code === viewer.agency.code))
  return (
    <Panel
      title={t('web.deal.team')}
      count={present.length}
      actions={
        rights.changeTeam ? (
          <DialogButton label={t('web.record.add')} about={t('web.record.join')}>
            {(close) => (
              <JoinDialog deal={deal.id} members={present.map(({ agency }) => agency.code)} onClose={close} />
            )}
          </DialogButton>
        ) : null
      }
    >
      <ul className={styles.rows}>
        {members.map((member) => (
          <li key={member.id} className={member.until ? styles.ended : undefined}>
            <MemberText member={member} />
            {canEnd(member) ? (
              <DialogButton label={t('web.record.leave')} about={member.agency.name} icon={null}>
                {(close) => <LeaveDialog deal={deal.id} agency={member.agency} onClose={close} />}
              </DialogButton>
            ) : null}
            {rights.lead &&
            member.role === 'LEAD' &&
            !member.until &&
            deal.handoverOffers.nodes.length === 0 ? (
              <DialogButton label={t('web.record.handOver')} icon={null}>
                {(close) => <HandoverDialog deal={deal} onClose={close} />}
              </DialogButton>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function MemberText({ member: { agency, role, from, until } }: { member: Member }) {
  const { t, format } = useTexts()
  return (
    <>
      <p>
        <span>{agency.name}</span>
        {until ? null : <Badge tone={role === 'LEAD' ? 'good' : 'info'}>{t(`web.teamRole.${role}`)}</Badge>}
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
    </>
  )
}
