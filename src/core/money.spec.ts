import { currencies, isCurrency, printMoney, wasCurrency } from './money.js'

const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ')

describe('a currency', () => {
  it.each(['EUR', 'USD', 'CNY', 'GBP', 'JPY', 'CHF', 'XOF', 'XCD'])('%s exists', (code) => {
    expect(isCurrency(code)).toBe(true)
  })

  it.each(['eur', 'EURO', 'XXX', 'XTS', 'XAU', 'XDR', 'ZZZ', 'BTC', '€', '', 'XSU', 'constructor'])(
    '%j does not',
    (code) => {
      expect(isCurrency(code)).toBe(false)
    },
  )

  it.each(['CYP', 'EEK', 'LTL', 'ROL', 'SIT', 'TRL', 'HRK', 'USD'])('%s was one', (code) => {
    expect(wasCurrency(code)).toBe(true)
  })

  it.each(['ZZZ', 'ABC', 'XAU', 'XXX', 'usd', '', 'USDX', 'constructor'])('%j never was', (code) => {
    expect(wasCurrency(code)).toBe(false)
  })

  it('is one of about a hundred and sixty', () => {
    expect(currencies().size).toBeGreaterThan(150)
    expect([...currencies()].every((code) => /^[A-Z]{3}$/.test(code))).toBe(true)
  })
})

describe('money', () => {
  it.each([
    ['12800000000', 'USD', 'FR', '12 800 000 000 $US'],
    ['12800000.50', 'EUR', 'FR', '12 800 000,50 €'],
    ['12800000.50', 'EUR', 'NL', '€ 12.800.000,50'],
    ['12800000.50', 'EUR', 'DE', '12.800.000,50 €'],
    ['12800000.50', 'EUR', 'EN', '€12,800,000.50'],
    ['999999999999999999.99', 'EUR', 'EN', '€999,999,999,999,999,999.99'],
    ['10.00', 'EUR', 'EN', '€10'],
    ['10.25', 'JPY', 'EN', 'JP¥10.25'],
    ['0', 'EUR', 'EN', '€0'],
    ['-3.5', 'EUR', 'EN', '-€3.50'],
  ] as const)('of %s %s in %s reads %s', (amount, currency, language, text) => {
    expect(plain(printMoney(amount, currency, language))).toBe(text)
  })
})
