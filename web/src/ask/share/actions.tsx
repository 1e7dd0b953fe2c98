import { lazy, Suspense, useState } from 'react'
import { Button, buttonClass } from '../../design/button.js'
import { useTexts } from '../../text/texts.js'
import { useAsk } from '../use-ask.js'
import { AsText } from './as-text.js'
import { CopyButton } from './copy-button.js'
import { exportAddress } from './export-links.js'
import styles from './share.module.css'

const SaveDialog = lazy(async () => ({ default: (await import('./save-dialog.js')).SaveDialog }))

type Opened = 'save' | 'graphql' | 'curl' | null

/** What can be done with the question: save, export, copy. */
export function Actions() {
  const { t } = useTexts()
  const { question, showing, saved, isChanged } = useAsk()
  const [opened, setOpened] = useState<Opened>(null)
  const isList = showing.view === 'list'
  const toggle = (what: 'graphql' | 'curl') => setOpened(opened === what ? null : what)
  return (
    <>
      <div className={styles.actions}>
        {!saved || isChanged ? (
          <Button kind="primary" onClick={() => setOpened('save')}>
            {t('web.ask.save')}
          </Button>
        ) : null}
        <CopyButton label={t('web.ask.copyAddress')} text={() => location.href} />
        {(['csv', 'xlsx'] as const).map((form) => (
          <a
            key={form}
            className={buttonClass('plain')}
            href={exportAddress(question, isList, form)}
            download
          >
            {t(`web.ask.export.${form}`)}
          </a>
        ))}
        {(['graphql', 'curl'] as const).map((what) => (
          <Button key={what} aria-expanded={opened === what} onClick={() => toggle(what)}>
            {t(`web.ask.as.${what}`)}
          </Button>
        ))}
      </div>
      {opened === 'graphql' || opened === 'curl' ? <AsText form={opened} /> : null}
      {opened === 'save' ? (
        <Suspense>
          <SaveDialog onClose={() => setOpened(null)} />
        </Suspense>
      ) : null}
    </>
  )
}
