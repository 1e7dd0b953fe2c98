import { ScrollRegion } from '../../design/scroll-region.js'
import { useTexts } from '../../text/texts.js'
import { useAsk } from '../use-ask.js'
import { CopyButton } from './copy-button.js'
import { curlCommand, graphqlRequest } from './export-links.js'
import styles from './share.module.css'

/** The question as a text that runs as it is: in GraphiQL, or in a shell. */
export function AsText({ form }: { form: 'graphql' | 'curl' }) {
  const { t } = useTexts()
  const { question, showing } = useAsk()
  const request = graphqlRequest(question, showing.view === 'list')
  if (form === 'curl')
    return (
      <section className={styles.texts} aria-label={t('web.ask.as.curl')}>
        <p className="meta">{t('web.ask.curlHelp')}</p>
        <Text label={t('web.ask.as.curl')} text={curlCommand(request)} />
      </section>
    )
  return (
    <section className={styles.texts} aria-label={t('web.ask.as.graphql')}>
      <p className="meta">
        {t('web.ask.graphqlHelp')} <a href="graphiql/">GraphiQL</a>
      </p>
      <Text label={t('web.ask.query')} text={request.query} />
      {request.variables ? (
        <Text label={t('web.ask.variables')} text={JSON.stringify(request.variables, null, 2)} />
      ) : null}
    </section>
  )
}

function Text({ label, text }: { label: string; text: string }) {
  const { t } = useTexts()
  return (
    <div className={styles.text}>
      <header>
        <h3>{label}</h3>
        <CopyButton label={t('web.ask.copy')} text={() => text} />
      </header>
      <ScrollRegion label={label}>
        <pre>{text}</pre>
      </ScrollRegion>
    </div>
  )
}
