import { lazy, Suspense, useState } from 'react'
import { Button } from '../design/button.js'
import { useViewer } from '../shell/viewer.js'
import { useTexts } from '../text/texts.js'
import type { Summary } from './summary.js'

const IssueDialog = lazy(async () => ({ default: (await import('./issue-dialog.js')).IssueDialog }))

/** Only a HEAD of the agency issues its summary. */
export function IssueButton({ summary }: { summary: Summary }) {
  const { t } = useTexts()
  const { role, agency } = useViewer()
  const [isOpen, setIsOpen] = useState(false)
  if (role !== 'HEAD' || agency.code !== summary.agency.code) return null
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        {t(summary.issue ? 'web.summary.issueAgain' : 'web.summary.issue')}
      </Button>
      {isOpen ? (
        <Suspense>
          <IssueDialog summary={summary} onClose={() => setIsOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
