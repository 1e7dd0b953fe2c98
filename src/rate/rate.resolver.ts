import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { ExchangeRate, RateLoad } from './exchange-rate.entity.js'
import { LoadExchangeRatesInput } from './load-rates.input.js'
import { loadRates } from './load-rates.js'

@Resolver()
export class RateResolver {
  @FindMany(() => ExchangeRate, 'The exchange rates used to convert sums to one currency.')
  exchangeRates() {}

  @WriteMutation(
    () => RateLoad,
    'operator:write',
    'Loads euro foreign exchange reference rates in the CSV form published by the European Central Bank. Rates already stored stay as they are; a file that contradicts them is rejected unless `corrects` is true.',
  )
  async loadExchangeRates(@CurrentScope() scope: Scope, @Args('input') input: LoadExchangeRatesInput) {
    const { id } = await loadRates(scope, input, 'input.text')
    return { id }
  }
}
