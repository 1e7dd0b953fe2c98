import { InputType } from '@nestjs/graphql'
import { creates, edits } from '../write/input.js'
import { Prospect } from './prospect.entity.js'

const optional = [
  'aliases',
  'legalName',
  'country',
  'city',
  'sector',
  'headcount',
  'headcountAsOf',
  'revenue',
  'revenueAsOf',
  'website',
  'enterpriseNumber',
  'lei',
  'confidentiality',
] as const

@InputType()
export class CreateProspectInput extends creates(Prospect, ['name'], optional) {}

@InputType()
export class UpdateProspectInput extends edits(Prospect, ['name', ...optional]) {}

@InputType()
export class ArchiveProspectInput extends edits(Prospect, []) {}
