import { lazy, Suspense, useState } from 'react'
import { Button } from '../../design/button.js'
import { Panel } from '../../design/panel.js'
import { Badge, Empty } from '../../design/state.js'
import { useViewer } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import type { AgencyOfPage } from './agency-of-page.js'
import { hourText, weekdayText } from './schedule-texts.js'
import page from '../../design/page.module.css'

const ScheduleDialog = lazy(async () => ({ default: (await import('./schedule-dialog.js')).ScheduleDialog }))

interface MailScheduleProps {
  agency: AgencyOfPage
  onChanged: () => void
}

/** When the weekly summary of the agency is issued and mailed; its HEAD decides. */
export function MailSchedule({ agency, onChanged }: MailScheduleProps) {
  const { t, format } = useTexts()
  const isHead = useViewer().role === 'HEAD'
  const [isEditing, setIsEditing] = useState(false)
  const { mailSchedule } = agency
  const isOn = mailSchedule !== null && mailSchedule.standing !== 'OFF'
  return (
    <Panel
      title={t('web.admin.mailSchedule')}
      id="schedule"
      actions={
        isHead ? (
          <Button kind="quiet" onClick={() => setIsEditing(true)}>
            {t(isOn ? 'web.deal.edit' : 'web.admin.setUpSchedule')}
          </Button>
        ) : null
      }
    >
      {isOn ? (
        <>
          <p className={page.line}>
            <strong>
              {t('web.admin.everyWeek', {
                day: weekdayText(mailSchedule.weekday, format),
                hour: hourText(mailSchedule.hour, format),
              })}
            </strong>
            <Badge tone={mailSchedule.standing === 'ON' ? 'good' : 'warn'}>
              {t(`web.admin.scheduleStanding.${mailSchedule.standing}`)}
            </Badge>
          </p>
          <p className="meta">
            {[
              mailSchedule.orderedBy && t('web.admin.inNameOf', { name: mailSchedule.orderedBy.name }),
              mailSchedule.nextAt && t('web.admin.nextMail', { at: format.instant(mailSchedule.nextAt) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </>
      ) : (
        <Empty>{t('web.admin.noSchedule')}</Empty>
      )}
      {isEditing ? (
        <Suspense>
          <ScheduleDialog
            agency={agency}
            onClose={() => setIsEditing(false)}
            onSaved={() => {
              setIsEditing(false)
              onChanged()
            }}
          />
        </Suspense>
      ) : null}
    </Panel>
  )
}
