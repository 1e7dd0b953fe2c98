import type { ProfileQuery } from '../api/generated/types.js'
import { Fact, Facts } from '../design/facts.js'
import { LanguageChoice } from '../shell/language-choice.js'
import { useTexts } from '../text/texts.js'
import page from '../design/page.module.css'

/** Name, agency and rights, which an ADMIN changes, and the language, which each user chooses. */
export function OwnData({ viewer }: { viewer: ProfileQuery['viewer'] }) {
  const { t } = useTexts()
  const { name, email, role, clearance, agency } = viewer
  const empty = t('web.deal.notStated')
  return (
    <>
      <Facts>
        <Fact label={t('web.account.name')} empty={empty}>
          {name}
        </Fact>
        <Fact label={t('web.account.email')} empty={empty}>
          {email}
        </Fact>
        <Fact label={t('web.account.agency')} empty={empty}>
          {agency.name}
        </Fact>
        <Fact label={t('web.account.role')} empty={empty} note={t(`web.account.roleText.${role}`)}>
          {t(`web.role.${role}`)}
        </Fact>
        <Fact
          label={t('web.account.clearance')}
          empty={empty}
          note={t(`web.account.clearanceText.${clearance}`)}
        >
          {t(`confidentiality.${clearance}`)}
        </Fact>
      </Facts>
      <p className={page.hidden}>{t('web.profile.changedByAdmin')}</p>
      <LanguageChoice />
    </>
  )
}
