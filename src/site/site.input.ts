import { InputType } from '@nestjs/graphql'
import { creates, edits } from '../write/input.js'
import { Site } from './site.entity.js'

const optional = ['municipality', 'nuts3', 'area', 'coordinates'] as const

@InputType()
export class CreateSiteInput extends creates(Site, ['name', 'kind'], optional) {}

@InputType()
export class UpdateSiteInput extends edits(Site, ['name', 'kind', ...optional]) {}
