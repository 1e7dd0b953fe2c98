import { InputType } from '@nestjs/graphql'
import { createInputOf, updateInputOf } from '../write/input.js'
import { Site } from './site.entity.js'

const optional = ['municipality', 'nuts3', 'area', 'coordinates', 'availability', 'availableFrom'] as const

@InputType()
export class CreateSiteInput extends createInputOf(Site, ['name', 'kind'], optional) {}

@InputType()
export class UpdateSiteInput extends updateInputOf(Site, ['name', 'kind', ...optional]) {}
