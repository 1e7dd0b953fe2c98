import { Link } from '@tanstack/react-router'
import { Notice } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import type { PipelineSearch } from './pipeline-search.js'

/** Says that the figures are those of a past day, and how to return. */
export function PastNotice({ search: { asOf, knownAt } }: { search: PipelineSearch }) {
  const { t, format } = useTexts()
  if (!asOf) return null
  const day = format.day(asOf)
  return (
    <Notice tone="warn">
      <p>
        {knownAt ? t('web.pipeline.pastKnownThen', { day }) : t('web.pipeline.past', { day })}{' '}
        <Link from="/pipeline" to="/pipeline" search={({ asOf: _, knownAt: __, ...rest }) => rest}>
          {t('web.pipeline.backToToday')}
        </Link>
      </p>
    </Notice>
  )
}
