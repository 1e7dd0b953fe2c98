import { SecretDialog } from '../../account/secret-dialog.js'
import { useTexts } from '../../text/texts.js'

export interface MadeLink {
  address: string | null
  expiresAt: string
}

interface PasswordLinkProps {
  name: string
  link: MadeLink
  /** Whether the user has rights that wait for a second person, whose approval ends the link. */
  awaitsApproval?: boolean
  onClose: () => void
}

/** The one-time link with which a user sets a password: shown once, or mailed to them. */
export function PasswordLink({
  name,
  link: { address, expiresAt },
  awaitsApproval,
  onClose,
}: PasswordLinkProps) {
  const { t, format } = useTexts()
  const until = format.instant(expiresAt)
  return (
    <SecretDialog
      title={t('web.admin.linkFor', { name })}
      text={t(address ? 'web.admin.linkText' : 'web.admin.linkMailed', { until })}
      warning={awaitsApproval && address ? t('web.admin.linkAwaitsApproval', { name }) : undefined}
      lines={
        address
          ? [
              {
                label: t('web.admin.link'),
                value: new URL(address.replace(/^\//, ''), document.baseURI).href,
              },
            ]
          : []
      }
      onClose={onClose}
    />
  )
}
