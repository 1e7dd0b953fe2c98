import { Args, Resolver } from '@nestjs/graphql'
import type { Scope } from '../core/scope.js'
import { FindMany } from '../read/roots.js'
import { CurrentScope, WriteMutation } from '../write/mutation.js'
import { ExchangeRate, RateLoad } from './exchange-rate.entity.js'
import { LoadExchangeRatesInput } from './load-rates.input.js'
import { loadRates } from './load-rates.js'

@Resolver()
export class RateResolver {
  @FindMany(() => ExchangeRate, 'The exchange rates that sums in one currency are worked out with.')
  exchangeRates() {}

  @WriteMutation(
    () => RateLoad,
    'admin:write',
    'Reads in euro foreign exchange reference rates in the CSV form in which the European Central Bank publishes them. What is known already stays as it is; a file that contradicts it is refused, unless it corrects.',
  )
  async loadExchangeRates(@CurrentScope() scope: Scope, @Args('input') input: LoadExchangeRatesInput) {
    const { id } = await loadRates(scope, input, 'input.text')
    return { id }
  }
}
