import { lazy, Suspense, useState } from 'react'
import { Button } from '../../design/button.js'
import { Panel } from '../../design/panel.js'
import { useTexts } from '../../text/texts.js'
import type { ErasureRequest, ErasureRequests as Requests } from './waiting.js'
import account from '../../account/account.module.css'
import page from '../../design/page.module.css'

const AnswerDialog = lazy(async () => ({ default: (await import('./answer-dialog.js')).AnswerDialog }))

/** Requests after another agency erased a person: rows of the own agency still name that person. */
export function ErasureRequests({ requests, onChanged }: { requests: Requests; onChanged: () => void }) {
  const { t, format } = useTexts()
  const [answered, setAnswered] = useState<ErasureRequest>()
  return (
    <Panel title={t('web.admin.erasureRequests')} count={requests.totalCount} id="erasures">
      <ul className={page.rows}>
        {requests.nodes.map((request) => (
          <li key={request.id} className={account.row}>
            <div className={account.what}>
              <p>{t('web.admin.erasedBy', { agency: request.byAgency.name })}</p>
              <p className="meta">{format.instant(request.createdAt)}</p>
            </div>
            <Button kind="primary" onClick={() => setAnswered(request)}>
              {t('web.admin.answer')}
            </Button>
          </li>
        ))}
      </ul>
      {answered ? (
        <Suspense>
          <AnswerDialog
            request={answered}
            onClose={() => setAnswered(undefined)}
            onSaved={() => {
              setAnswered(undefined)
              onChanged()
            }}
          />
        </Suspense>
      ) : null}
    </Panel>
  )
}
