import { InputType } from '@nestjs/graphql'
import { createInputOf, updateInputOf } from '../write/input.js'
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
export class CreateProspectInput extends createInputOf(Prospect, ['name'], optional) {}

@InputType()
export class UpdateProspectInput extends updateInputOf(Prospect, ['name', ...optional]) {}

@InputType()
export class ArchiveProspectInput extends updateInputOf(Prospect, []) {}
