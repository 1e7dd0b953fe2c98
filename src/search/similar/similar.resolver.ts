import { Int, Resolver } from '@nestjs/graphql'
import { Report } from '../../read/roots.js'
import {
  defaultSimilarCount,
  SimilarContact,
  similarContactRows,
  SimilarProspect,
  similarProspectRows,
} from './similar-rows.js'

const firstArgument = {
  name: 'first',
  graphql: () => Int,
  description: 'Number of rows, at most 100.',
  nullable: true,
  defaultValue: defaultSimilarCount,
}

const optionalText = (name: string, description: string) => ({
  name,
  graphql: () => String,
  description,
  nullable: true,
})

@Resolver()
export class SimilarResolver {
  @Report(
    () => SimilarProspect,
    'The prospects that you may see and that may be the same company, the most similar first. For a form that warns of duplicates while one types. Empty for less than two letters.',
    [
      { name: 'name', graphql: () => String, description: 'The name as far as it is typed.' },
      optionalText('enterpriseNumber', 'Its number in the register of companies, with or without dots.'),
      optionalText('lei', 'Its Legal Entity Identifier.'),
      firstArgument,
    ],
    similarProspectRows,
    { order: '{t}.place' },
  )
  similarProspects() {}

  @Report(
    () => SimilarContact,
    'The people that you may see and who may be the same person, the most similar name first. For a form that warns of duplicates while one types. Empty for less than two letters.',
    [{ name: 'name', graphql: () => String, description: 'The name as far as it is typed.' }, firstArgument],
    similarContactRows,
    { order: '{t}.place' },
  )
  similarContacts() {}
}
