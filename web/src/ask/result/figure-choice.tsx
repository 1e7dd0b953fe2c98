import { useTexts } from '../../text/texts.js'
import { AskLink } from '../ask-link.js'
import { figureLabel } from '../labels.js'
import type { Figure } from '../subjects.js'
import segmented from '../../design/segmented.module.css'

/** Which figure chart and pivot show; they show one at a time. */
export function FigureChoice({ figure, figures }: { figure: Figure; figures: Figure[] }) {
  const { t } = useTexts()
  if (figures.length < 2) return null
  return (
    <nav className={segmented.links} aria-label={t('web.ask.figureShown')}>
      {figures.map((each, index) => (
        <AskLink
          key={each.name}
          changes={{ figure: index === 0 ? undefined : each.name }}
          isCurrent={each === figure}
        >
          {figureLabel(each, t)}
        </AskLink>
      ))}
    </nav>
  )
}
