import { Link } from '@tanstack/react-router'
import { Panel } from '../design/panel.js'
import { useTexts } from '../text/texts.js'
import type { TextKey } from '../text/translate.js'
import type { AskSearch } from './ask-search.js'
import { SavedQuestions } from './share/saved-questions.js'
import styles from './ask-page.module.css'

/** Questions to begin with: each is an address, and can be changed from there. */
const examples: { label: TextKey; search: AskSearch }[] = [
  { label: 'web.ask.example.lost', search: { by: 'LOSS_REASON,LOST_TO', where: 'outcome:LOST' } },
  {
    label: 'web.ask.example.open',
    search: { by: 'STAGE', show: 'DEALS,JOBS,CAPEX', where: 'outcome:OPEN' },
  },
  { label: 'web.ask.example.sectors', search: { by: 'SECTION,STAGE', where: 'outcome:OPEN', view: 'pivot' } },
  {
    label: 'web.ask.example.meetings',
    search: { about: 'meetings', by: 'MONTH', where: 'status:HELD', view: 'chart' },
  },
  { label: 'web.ask.example.sources', search: { about: 'statements', by: 'SOURCE_KIND,STANDING' } },
  {
    label: 'web.ask.example.realised',
    search: { by: 'LEAD_AGENCY', show: 'COMPARED_DEALS,COMPARED_ANNOUNCED,COMPARED_REALISED' },
  },
]

/** Before a question is built: how to begin, and what was saved. */
export function Start() {
  const { t } = useTexts()
  return (
    <>
      <Panel title={t('web.ask.begin')}>
        <p className="meta">{t('web.ask.beginHelp')}</p>
        <ul className={styles.examples}>
          {examples.map(({ label, search }) => (
            <li key={label}>
              <Link to="/ask" search={search}>
                {t(label)}
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
      <SavedQuestions />
    </>
  )
}
