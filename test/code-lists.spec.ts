/** Lists of codes are equal in TypeScript, in the database and in `locales/`. */
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
import { startTestService, type TestService } from './test-service.js'
import { schema } from './schema.js'

interface CodeColumn {
  table: string
  column: string
  codes: string[]
}

const sortCodes = (list: Iterable<string>) => [...list].sort()

describe('a list of codes', () => {
  let ancrage: TestService
  let checks: CodeColumn[]
  beforeAll(async () => {
    ancrage = await startTestService()
    checks = await findCheckedLists(ancrage)
  })
  afterAll(() => ancrage.stop())

  const conditions = async (): Promise<string[]> =>
    (await ancrage.owner.query<{ fact: string }>('select fact from fact_conditions()')).rows.map(
      ({ fact }) => fact,
    )

  it.each(
    findCodeColumns().map((codeColumn) => [`${codeColumn.table}.${codeColumn.column}`, codeColumn] as const),
  )('allows in %s exactly the values of its enum', (_, { table, column, codes }) => {
    const check = checks.find((codeColumn) => codeColumn.table === table && codeColumn.column === column)
    expect(sortCodes(check?.codes ?? [])).toEqual(sortCodes(codes))
  })

  it('in the constraint of an entity is an enum of the schema', () => {
    const enums = Object.values(schema.getTypeMap()).filter(isEnumType)
    const enumValues = new Set(
      enums.map((type) => sortCodes(type.getValues().map(({ name }) => name)).join()),
    )
    const unknown = checks.filter(
      (check) => isMapped(check) && !enumValues.has(sortCodes(check.codes).join()),
    )
    expect(unknown).toEqual([])
  })

  it('of stages equals the initial rows of the database', async () => {
    const { rows } = await ancrage.owner.query(
      'select code, position, probability, outcome, requires from deal_stage order by position',
    )
    expect(rows).toEqual(shippedStages)
    expect(shippedStages.map(({ code }) => code)).toEqual(stageCodes)
  })

  it('of facts has one condition each in fact_conditions', async () => {
    expect(sortCodes(await conditions())).toEqual(sortCodes(factCodes))
  })

  it('of facts equals the columns of deal_fact_columns, in the order of fact_conditions', async () => {
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

  it('of facts is in the requirements of the stages, each once', () => {
    expect(sortCodes(shippedStages.flatMap(({ requires }) => requires))).toEqual(sortCodes(factCodes))
  })

  it.each(languages)('of facts and of stages is translated into %s', (language) => {
    const { fact, stage } = readCatalogue(language)
    // the reason is a property of the move, not of the deal
    expect(sortCodes(Object.keys(fact))).toEqual(sortCodes([...factCodes, 'reason']))
    expect(sortCodes(Object.keys(stage))).toEqual(sortCodes(stageCodes))
  })

  it('of confidentialities has the order of the database', async () => {
    const { rows } = await ancrage.owner.query<{ level: number }>(
      'select confidentiality_level(code) as level from unnest($1::text[]) with ordinality as l (code, n) order by n',
      [confidentialities],
    )
    expect(rows.map(({ level }) => level)).toEqual([0, 1, 2, 3])
  })
})

function readCatalogue(language: string): Record<'fact' | 'stage', object> {
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

/** Returns every column with an enum of the schema, including those of embedded parts. */
function findCodeColumns(): CodeColumn[] {
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

/** Returns the joined table with the columns of a part, if there is one. */
function tableOf(shape: RowShape, { beside }: PartField): string | undefined {
  return beside && /join "?(\w+)"?/.exec(shape.beside[beside] ?? '')?.[1]
}

function valuesOf({ codes }: ValueField): string[] {
  return Object.values(codes as Record<string, string>)
}

/** Returns every column that is limited to a list, by a check constraint or as the code of a stage. */
async function findCheckedLists({ owner }: TestService): Promise<CodeColumn[]> {
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
