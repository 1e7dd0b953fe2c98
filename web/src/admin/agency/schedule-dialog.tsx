import { useClient } from 'urql'
import { ScheduleWeeklyMailDocument } from '../../api/generated/admin/agency/agencies.js'
import { useSensitive } from '../../confirm/sensitive.js'
import { Choice, FieldRow } from '../../design/field.js'
import { EditDialog } from '../../edit/edit-dialog.js'
import { useTexts } from '../../text/texts.js'
import type { AgencyOfPage } from './agency-of-page.js'
import { hourText, weekdayText } from './schedule-texts.js'

const labels = {
  on: 'web.admin.state',
  weekday: 'web.admin.weekday',
  hour: 'web.admin.hour',
} as const

interface ScheduleDialogProps {
  agency: AgencyOfPage
  onSaved: () => void
  onClose: () => void
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** Schedules the weekly mail, or switches it off. The summaries are issued in the name of the HEAD who did it last. */
export function ScheduleDialog({ agency: { code, mailSchedule }, onSaved, onClose }: ScheduleDialogProps) {
  const { t, format } = useTexts()
  const client = useClient()
  const runSensitive = useSensitive()
  const values = {
    on: 'yes',
    weekday: String(mailSchedule?.weekday ?? 1),
    hour: String(mailSchedule?.hour ?? 8),
  }
  return (
    <EditDialog
      title={t('web.admin.mailSchedule')}
      labels={labels}
      base={{ version: 0, values }}
      save={async (_, { on, weekday, hour }) => {
        const input = { agency: code, on: on === 'yes', weekday: Number(weekday), hour: Number(hour) }
        return (await runSensitive(() => client.mutation(ScheduleWeeklyMailDocument, { input }))).error
      }}
      onClose={onClose}
      onSaved={onSaved}
    >
      {({ bind, values: { on } }) => (
        <>
          <p>{t('web.admin.scheduleText')}</p>
          <Choice
            {...bind('on')}
            options={[
              { value: 'yes', label: t('web.admin.scheduleStanding.ON') },
              { value: 'no', label: t('web.admin.scheduleStanding.OFF') },
            ]}
          />
          {on === 'yes' ? (
            <FieldRow>
              <Choice
                {...bind('weekday')}
                options={numbers(1, 7).map((day) => ({
                  value: String(day),
                  label: weekdayText(day, format),
                }))}
              />
              <Choice
                {...bind('hour')}
                hint={t('web.admin.hourHint')}
                options={numbers(0, 23).map((hour) => ({
                  value: String(hour),
                  label: hourText(hour, format),
                }))}
              />
            </FieldRow>
          ) : null}
        </>
      )}
    </EditDialog>
  )
}
