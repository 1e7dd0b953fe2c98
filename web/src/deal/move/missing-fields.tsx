import type { FactCode } from '../../api/generated/types.js'
import { useTexts } from '../../text/texts.js'
import type { FactFieldProps } from './fact-field-props.js'
import { fieldForFact } from './fact-fields.js'
import styles from './missing-fields.module.css'

interface MissingFieldsProps extends FactFieldProps {
  facts: { code: FactCode; message: string }[]
}

/** The missing facts, each with the field that supplies it. */
export function MissingFields({ facts, ...props }: MissingFieldsProps) {
  const { t } = useTexts()
  if (facts.length === 0) return null
  return (
    <section className={styles.facts} aria-label={t('web.move.missing', { count: facts.length })}>
      <h3>{t('web.move.missing', { count: facts.length })}</h3>
      <ol>
        {facts.map(({ code, message }) => {
          const FactField = fieldForFact[code]
          return (
            <li key={code}>
              <p className={styles.message}>{message}</p>
              <FactField {...props} />
            </li>
          )
        })}
      </ol>
    </section>
  )
}
