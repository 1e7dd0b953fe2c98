import { Link } from '@tanstack/react-router'
import type { CombinedError } from '@urql/core'
import { fieldErrorsOf } from '../api/field-errors.js'
import { withoutApiNames } from '../api/without-api-names.js'
import { Button } from '../design/button.js'
import { Notice } from '../design/state.js'
import { useTexts } from '../text/texts.js'

/** Returns what to show of an error: the message of the service, or undefined if it could not be reached. */
export function messageOf(error: CombinedError): string | undefined {
  const fields = Object.values(fieldErrorsOf(error))
  const message = error.graphQLErrors[0]?.message
  return fields.length > 0 ? [...new Set(fields)].join(' ') : message && withoutApiNames(message)
}

/** An error in place of what could not be loaded, with a way to try again. */
export function Failure({ error, onRetry }: { error: CombinedError; onRetry: () => void }) {
  const { t } = useTexts()
  return (
    <Notice tone="bad" alert>
      <p>{messageOf(error) ?? t('web.state.unreachable')}</p>
      <Button onClick={onRetry}>{t('web.state.retry')}</Button>
    </Notice>
  )
}

/** An error of the page itself. */
export function PageFailure() {
  const { t } = useTexts()
  return (
    <Notice tone="bad" alert>
      <h1>{t('web.state.brokenTitle')}</h1>
      <p>{t('web.state.broken')}</p>
      <Button onClick={() => location.reload()}>{t('web.state.retry')}</Button>
    </Notice>
  )
}

/** In place of a page that does not exist, or that the viewer may not see: both read alike. */
export function NotFound() {
  const { t } = useTexts()
  return (
    <Notice tone="info">
      <h1>{t('web.state.notFoundTitle')}</h1>
      <p>{t('web.state.notFound')}</p>
      <p>
        <Link to="/">{t('web.state.toHome')}</Link>
      </p>
    </Notice>
  )
}
