import { InputType } from '@nestjs/graphql'
import { createInputOf, updateInputOf } from '../write/input.js'
import { Agency } from './agency.entity.js'

@InputType()
export class CreateAgencyInput extends createInputOf(Agency, ['code', 'name', 'kind'], ['country']) {}

@InputType()
export class UpdateAgencyInput extends updateInputOf(Agency, ['name', 'kind', 'country', 'active']) {}
