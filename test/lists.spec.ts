/** What stands both in TypeScript and in the database, or in `locales/`, is the same in both. */
import { readFileSync } from 'node:fs'
import { isEnumType } from 'graphql'
import { getMetadataArgsStorage } from 'typeorm'
import '../src/app.module.js'
import { languages } from '../src/core/locale.js'
import { confidentialities } from '../src/core/scope.js'
import { factCodes, shippedStages, stageCodes } from '../src/deal/stage/stage.js'
import {
  allShapes,
  shapeOf,
  toSnakeCase,
  type PartField,
  type RowShape,
  type ValueField,
} from '../src/read/shape.js'
import { anAncrage, type Ancrage } from './ancrage.js'
import { schema } from './schema.js'

interface CodeColumn {
  table: string
  column: string
  codes: string[]
}

const sorted = (list: Iterable<string>) => [...list].sort()

describe('a list', () => {
  let ancrage: Ancrage
  let checks: CodeColumn[]
  beforeAll(async () => {
    ancrage = await anAncrage()
    checks = await checkedLists(ancrage)
  })
  afterAll(() => ancrage.stop())

  const conditions = async (): Promise<string[]> =>
    (await ancrage.owner.query<{ fact: string }>('select fact from fact_conditions()')).rows.map(
      ({ fact }) => fact,
    )

  it.each(codeColumns().map((found) => [`${found.table}.${found.column}`, found] as const))(
    'allows in %s what its enum says',
    (_, { table, column, codes }) => {
      const check = checks.find((found) => found.table === table && found.column === column)
      expect(sorted(check?.codes ?? [])).toEqual(sorted(codes))
    },
  )

  it('that the column of an entity takes is an enum of the schema', () => {
    const enums = Object.values(schema.getTypeMap()).filter(isEnumType)
    const known = new Set(enums.map((type) => sorted(type.getValues().map(({ name }) => name)).join()))
    const unknown = checks.filter((check) => isMapped(check) && !known.has(sorted(check.codes).join()))
    expect(unknown).toEqual([])
  })

  it('of stages is what the database begins with', async () => {
    const { rows } = await ancrage.owner.query(
      'select code, position, probability, outcome, requires from deal_stage order by position',
    )
    expect(rows).toEqual(shippedStages)
    expect(shippedStages.map(({ code }) => code)).toEqual(stageCodes)
  })

  it('of facts has one condition each in fact_conditions', async () => {
    expect(sorted(await conditions())).toEqual(sorted(factCodes))
  })

  it('of facts is the columns of deal_fact_columns, in the order of fact_conditions', async () => {
    const { fields } = await ancrage.owner.query('select * from deal_fact_columns limit 0')
    expect(fields.map(({ name }) => name)).toEqual(['deal_id', ...(await conditions())])
  })

  it.each([
    ['deal_fact_rows', `pg_get_viewdef('deal_fact_rows')`, /\('(\w+)'::text\)/g],
    ['missing_facts', `pg_get_functiondef('missing_facts'::regproc)`, /when '(\w+)' then/g],
    ['missing_facts_of_deals', `pg_get_functiondef('missing_facts_of_deals'::regproc)`, /then '(\w+)' end/g],
  ])('of facts is in %s, in the order of fact_conditions', async (_, definition, fact) => {
    const { rows } = await ancrage.owner.query<{ text: string }>(`select ${definition} as text`)
    expect([...rows[0]!.text.matchAll(fact)].map(([, code]) => code)).toEqual(await conditions())
  })

  it('of facts is required by some stage, each once', () => {
    expect(sorted(shippedStages.flatMap(({ requires }) => requires))).toEqual(sorted(factCodes))
  })

  it.each(languages)('of facts and of stages has its words in %s', (language) => {
    const { fact, stage } = catalogue(language)
    // a reason is what a move itself has to bring
    expect(sorted(Object.keys(fact))).toEqual(sorted([...factCodes, 'reason']))
    expect(sorted(Object.keys(stage))).toEqual(sorted(stageCodes))
  })

  it('of confidentialities rises as the database ranks it', async () => {
    const { rows } = await ancrage.owner.query<{ level: number }>(
      'select confidentiality_level(code) as level from unnest($1::text[]) with ordinality as l (code, n) order by n',
      [confidentialities],
    )
    expect(rows.map(({ level }) => level)).toEqual([0, 1, 2, 3])
  })
})

function catalogue(language: string): Record<'fact' | 'stage', object> {
  return JSON.parse(
    readFileSync(new URL(`../../locales/${language.toLowerCase()}.json`, import.meta.url), 'utf8'),
  )
}

/** Whether an entity has this column. */
function isMapped({ table, column }: CodeColumn): boolean {
  const { tables, columns } = getMetadataArgsStorage()
  const targets = tables.filter(({ name }) => name === table).map(({ target }) => target)
  return columns.some(({ target, options }) => targets.includes(target) && options.name === column)
}

/** Every column that an enum of the schema fills, those of embedded parts included. */
function codeColumns(): CodeColumn[] {
  return [...allShapes()]
    .filter(({ source }) => /^"\w+"$/.test(source))
    .flatMap((shape) => columnsIn(shape, shape.source.slice(1, -1), ''))
}

function columnsIn(shape: RowShape, table: string, prefix: string): CodeColumn[] {
  return [...shape.fields].flatMap(([name, field]) => {
    if (field.form === 'part')
      return columnsIn(shapeOf(field.type()), tableOf(shape, field) ?? table, prefix + field.prefix)
    return field.form === 'value' && field.column && field.codes
      ? [{ table, column: prefix + toSnakeCase(name), codes: valuesOf(field) }]
      : []
  })
}

/** The table that stands beside, where a part's columns are there. */
function tableOf(shape: RowShape, { beside }: PartField): string | undefined {
  return beside && /join "?(\w+)"?/.exec(shape.beside[beside] ?? '')?.[1]
}

function valuesOf({ codes }: ValueField): string[] {
  return Object.values(codes as Record<string, string>)
}

/** Every column that takes one of a list: by a check constraint, or as the code of a stage. */
async function checkedLists({ owner }: Ancrage): Promise<CodeColumn[]> {
  const { rows } = await owner.query<CodeColumn>(`
    select c.conrelid::regclass::text as "table", a.attname as "column",
           array(select m[1] from regexp_matches(pg_get_constraintdef(c.oid), '''(\\w+)''::text', 'g') m) as codes
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
     where c.contype = 'c' and c.connamespace = 'public'::regnamespace
       and pg_get_constraintdef(c.oid) ~ format('^CHECK \\(\\(%I = ANY \\(ARRAY\\[''', a.attname)
    union all
    select c.conrelid::regclass::text, a.attname, array(select code from deal_stage)
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
     where (c.contype = 'f' and c.confrelid = 'deal_stage'::regclass) or (c.contype = 'p' and c.conrelid = 'deal_stage'::regclass)`)
  return rows.map((row) => ({ ...row, table: row.table.replaceAll('"', '') }))
}
