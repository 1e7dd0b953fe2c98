/** What an issued summary stated and what the same records give today, in the API. */
import { Field, Int, ObjectType } from '@nestjs/graphql'
import { describeEach, registerCodes } from '../../core/codes.js'
import { LanguageCode } from '../../core/enums.js'
import { FieldWithArgs, extendType } from '../../read/declare.js'
import {
  differenceReasons,
  differencesSql,
  lineKinds,
  type DifferenceReason,
} from '../../weekly/issued/differences-query.js'
import { IssuedSummary } from '../../weekly/issued-summary.entity.js'

/** `meetingHeld` is `MEETING_HELD`. */
export const codeOfKind = (kind: string): string => kind.replace(/[A-Z]/g, '_$&').toUpperCase()

const lineDescriptions: Record<(typeof lineKinds)[number], string> = {
  figure: 'A figure of the summary; it has no reason, since the other lines explain it.',
  deal: 'A deal that the figures count.',
  movement: 'A move of the period.',
  handover: 'A handover of the lead.',
  meetingHeld: 'A meeting that was held in the period, or possibly was.',
  meetingComing: 'A meeting in the weeks after the period that is not cancelled.',
  agreementSigned: 'An agreement signed in the period.',
  agreementAnnounced: 'An agreement announced in the period and not signed by its end.',
  projection: 'A statement about jobs made in the period, or possibly in it.',
  fact: 'A claim that was confirmed by the end of the period.',
  rumour: 'A claim that was not confirmed by the end of the period.',
  denied: 'A claim that was denied or retracted by the end of the period.',
  dispute: 'Two claims that contradict each other.',
  withdrawn: 'A row that was withdrawn in the period, as entered by mistake.',
}

const LineKindCode = registerCodes(
  'SummaryLineKind',
  lineKinds.map(codeOfKind),
  'What a line of a summary is about: a figure, a deal in the figures, or an entry of the list of that name.',
  describeEach(lineKinds, codeOfKind, (kind) => lineDescriptions[kind]),
)

const DifferenceReasonCode = registerCodes(
  'DifferenceReason',
  differenceReasons,
  'Why a line differs from an issued summary.',
  {
    RECORDED_LATE: 'Recorded after the summary was issued.',
    CORRECTED: 'Corrected or edited since.',
    WITHDRAWN: 'Withdrawn since, as entered by mistake.',
    NOT_SHOWN_THEN:
      'Nothing was recorded since: you may see it now, or the deal has come into the view of the agency.',
    NOT_SHOWN_NOW:
      'Nothing was recorded since: you may not see it now, or the deal has left the view of the agency.',
  },
)

@ObjectType('SummaryDifference', { description: 'A line that differs between an issued summary and today.' })
export class SummaryDifference {
  @Field(() => LineKindCode, { description: 'What it is about.' })
  kind: string

  @Field(() => String, { description: 'The name of the figure or of the list.' })
  what: string

  @Field(() => [String], { description: 'References of its deals.' })
  deals: string[]

  @Field(() => String, { nullable: true, description: 'The line as issued; null if it was not there.' })
  issued: string | null

  @Field(() => String, { nullable: true, description: 'The line of today; null if it is not there.' })
  today: string | null

  @Field(() => DifferenceReasonCode, {
    nullable: true,
    description: 'Why it differs; null for a figure, which the other lines explain.',
  })
  why: DifferenceReason | null
}

@ObjectType('SummaryDifferences', {
  description: 'What an issued summary stated and what the records give today, as far as you may see both.',
})
export class SummaryDifferences {
  @Field(() => Int, { description: 'How many lines differ.' })
  totalCount: number

  @Field(() => [SummaryDifference], {
    description: 'The first 200 of them; the documents at the address have all.',
  })
  lines: SummaryDifference[]
}

/** Reads the week twice, as issued and as of now. */
const cost = 4_000

extendType(
  IssuedSummary,
  'differences',
  FieldWithArgs(
    'json',
    () => SummaryDifferences,
    `(${differencesSql('{t}.id')})::json`,
    'What differs today, line by line and with the reason. Its documents are at the address of the summary with `/differences` and an extension. It reads the whole week twice.',
    {
      resolved: true,
      cost,
      args: [
        {
          name: 'language',
          graphql: () => LanguageCode,
          nullable: true,
          sql: 'text',
          description: 'Default: your language.',
        },
      ],
    },
  ),
)
