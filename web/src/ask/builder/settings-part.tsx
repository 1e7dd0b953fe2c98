import { Check, Choice } from '../../design/field.js'
import { useSession } from '../../shell/viewer.js'
import { useTexts } from '../../text/texts.js'
import { countsCapex, countsJobs, defaultStage, entersStage, type Settings } from '../question.js'
import { useAsk, useChangeQuestion } from '../use-ask.js'
import { Part } from './part.js'

const jobKinds = ['INDIRECT', 'SAFEGUARDED', 'CONSTRUCTION'] as const
const horizons = ['INITIAL', 'MEDIUM_TERM', 'FULL'] as const
const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'CNY', 'JPY']

type Changes = { [Key in keyof Settings]: Settings[Key] | undefined }

/** What some figures and groups need to know besides; shown only beside those. */
export function SettingsPart() {
  const { t } = useTexts()
  const { stages } = useSession()
  const { question } = useAsk()
  const change = useChangeQuestion()
  const { settings } = question
  const set = (changes: Changes) => {
    const next = Object.entries({ ...settings, ...changes }).filter(([, value]) => value !== undefined)
    change({ ...question, settings: Object.fromEntries(next) })
  }
  const parts = [countsJobs(question), countsCapex(question), entersStage(question)]
  if (!parts.includes(true)) return null
  return (
    <Part title={t('web.ask.how')}>
      {countsJobs(question) ? (
        <>
          <Choice
            label={t('web.ask.jobKind')}
            none={t('jobKind.DIRECT')}
            value={settings.kind ?? ''}
            options={jobKinds.map((value) => ({ value, label: t(`jobKind.${value}`) }))}
            onChange={(kind) => set({ kind: kind || undefined })}
          />
          <Choice
            label={t('web.ask.horizon')}
            none={t('web.ask.furthest')}
            value={settings.horizon ?? ''}
            options={horizons.map((value) => ({ value, label: t(`jobHorizon.${value}`) }))}
            onChange={(horizon) => set({ horizon: horizon || undefined })}
          />
          <Check
            label={t('web.ask.rumours')}
            isChecked={settings.rumours === true}
            onChange={(rumours) => set({ rumours: rumours || undefined })}
          />
        </>
      ) : null}
      {countsCapex(question) ? (
        <Choice
          label={t('web.ask.currency')}
          none={t('web.ask.eachCurrency')}
          value={settings.currency ?? ''}
          options={currencies.map((value) => ({ value, label: value }))}
          onChange={(currency) => set({ currency: currency || undefined })}
        />
      ) : null}
      {entersStage(question) ? (
        <Choice
          label={t('web.ask.enteredStage')}
          value={settings.stage ?? defaultStage}
          options={stages.map(({ code, label }) => ({ value: code, label }))}
          onChange={(stage) => set({ stage })}
        />
      ) : null}
    </Part>
  )
}
