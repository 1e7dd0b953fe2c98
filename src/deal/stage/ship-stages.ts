import { Client } from 'pg'
import { languages, translate } from '../../core/locale.js'
import { shippedStages, type Stage } from './stage.js'

/** Puts in the shipped stages where they are missing, as the owner; what an agency has changed stays. */
export async function shipStages(ownerUrl: string, stages: readonly Stage[] = shippedStages): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    for (const stage of stages) await owner.query(ship, valuesOf(stage))
  } finally {
    await owner.end()
  }
}

const ship = `insert into deal_stage (code, position, probability, outcome, requires, label, updated_at)
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
