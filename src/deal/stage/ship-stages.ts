import { Client } from 'pg'
import { languages, translate } from '../../core/locale.js'
import { shippedStages, type Stage } from './stage.js'

/** Inserts the shipped stages that are missing, as the owner of the database; changes made by an agency stay. */
export async function shipStages(ownerUrl: string, stages: readonly Stage[] = shippedStages): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query('begin')
    // Two starts at once would insert the same position, which "on conflict (code)" does not catch.
    await owner.query('lock table deal_stage in share row exclusive mode')
    for (const stage of stages) await owner.query(insertStage, valuesOf(stage))
    await owner.query('commit')
  } finally {
    await owner.end()
  }
}

const insertStage = `insert into deal_stage (code, position, probability, outcome, requires, label, updated_at)
  values ($1, $2, $3, $4, $5, $6, now()) on conflict (code) do nothing`

const valuesOf = ({ code, position, probability, outcome, requires }: Stage) => [
  code,
  position,
  probability,
  outcome,
  requires,
  labelsOf(code),
]

const labelsOf = (code: string) =>
  Object.fromEntries(languages.map((language) => [language, translate(language, `stage.${code}`)]))
