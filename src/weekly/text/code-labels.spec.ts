import { readFileSync } from 'node:fs'
import { agreementKinds } from '../../agreement/agreement.entity.js'
import { claimStandings } from '../../claim/claim.entity.js'
import { reliabilities } from '../../claim/grade.js'
import { languages } from '../../core/locale.js'
import { jobHorizons, jobKinds, jobStandings } from '../../deal/job-projection/job-projection.entity.js'
import { factCodes, stageCodes } from '../../deal/stage/stage.js'
import { sourceKinds } from '../../read/composite/source.js'
import { attentionCodes } from '../../weekly/attention.js'
import { directions } from '../../weekly/summary-rows.js'
import { withdrawnKinds } from '../../weekly/withdrawn-row.js'

const groups: Record<string, readonly string[]> = {
  agreementKind: agreementKinds,
  jobKind: jobKinds,
  jobHorizon: jobHorizons,
  jobStanding: jobStandings,
  claimStanding: claimStandings,
  sourceKind: sourceKinds,
  reliability: reliabilities,
  credibility: ['1', '2', '3', '4', '5', '6'],
  attention: attentionCodes,
  direction: directions,
  stage: stageCodes,
  withdrawnKind: withdrawnKinds,
}

describe('the labels of documents', () => {
  it.each(languages)('exist for every code in %s', (language) => {
    const file = readFileSync(`locales/${language.toLowerCase()}.json`, 'utf8')
    const texts = JSON.parse(file) as Record<string, Record<string, string>>
    for (const [group, codes] of Object.entries(groups))
      expect([group, Object.keys(texts[group]!).sort()]).toEqual([group, [...codes].sort()])
    expect(Object.keys(texts['fact']!)).toEqual(expect.arrayContaining([...factCodes]))
  })
})
