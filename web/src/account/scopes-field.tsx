import { Check, Choice, FieldRow } from '../design/field.js'
import { useTexts } from '../text/texts.js'
import { isWritable, scopeTerms, type ScopeTerm } from './scopes.js'
import styles from './account.module.css'

interface ScopesFieldProps {
  /** `deals:read`, … with spaces between. */
  value: string
  /** Whether the key may write: only those of a MACHINE. */
  canWrite: boolean
  error: string | undefined
  onChange: (value: string) => void
}

const levels = ['read', 'write'] as const

/** What a key may read, and for a program write, term by term. */
export function ScopesField({ value, canWrite, error, onChange }: ScopesFieldProps) {
  const { t } = useTexts()
  const scopes = value.split(' ').filter(Boolean)
  const levelOf = (term: ScopeTerm) => levels.find((level) => scopes.includes(`${term}:${level}`)) ?? ''
  const set = (term: ScopeTerm, level: string) => {
    const others = scopes.filter((scope) => !scope.startsWith(`${term}:`))
    onChange([...others, ...(level ? [`${term}:${level}`] : [])].join(' '))
  }
  return (
    <fieldset className={styles.scopes}>
      <legend>{t('web.account.scopes')}</legend>
      {error ? <p className={styles.error}>{error}</p> : null}
      {scopeTerms.map((term) => {
        const label = t(`web.account.scopeTerms.${term}`)
        return canWrite && isWritable(term) ? (
          <FieldRow key={term}>
            <Choice
              label={label}
              none={t('web.account.scopeLevels.none')}
              value={levelOf(term)}
              options={levels.map((level) => ({
                value: level,
                label: t(`web.account.scopeLevels.${level}`),
              }))}
              onChange={(level) => set(term, level)}
            />
          </FieldRow>
        ) : (
          <Check
            key={term}
            label={canWrite ? `${label}: ${t('web.account.scopeLevels.read')}` : label}
            isChecked={levelOf(term) !== ''}
            onChange={(isChecked) => set(term, isChecked ? 'read' : '')}
          />
        )
      })}
    </fieldset>
  )
}
