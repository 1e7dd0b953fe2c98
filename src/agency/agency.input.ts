import { InputType } from '@nestjs/graphql'
import { creates, edits } from '../write/input.js'
import { Agency } from './agency.entity.js'

@InputType()
export class CreateAgencyInput extends creates(Agency, ['code', 'name', 'kind'], []) {}

@InputType()
export class UpdateAgencyInput extends edits(Agency, ['name', 'kind', 'active']) {}
