import { currencies, isCurrency, printMoney, wasCurrency } from './money.js'

const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ')

describe('currencies', () => {
  it.each(['EUR', 'USD', 'CNY', 'GBP', 'JPY', 'CHF', 'XOF', 'XCD'])('includes %s', (code) => {
    expect(isCurrency(code)).toBe(true)
  })

  it.each(['eur', 'EURO', 'XXX', 'XTS', 'XAU', 'XDR', 'ZZZ', 'BTC', '€', '', 'XSU', 'constructor'])(
    'does not include %j',
    (code) => {
      expect(isCurrency(code)).toBe(false)
    },
  )

  it.each(['CYP', 'EEK', 'LTL', 'ROL', 'SIT', 'TRL', 'HRK', 'USD'])(
    'recognises the current or former currency %s',
    (code) => {
      expect(wasCurrency(code)).toBe(true)
    },
  )

  it.each(['ZZZ', 'ABC', 'XAU', 'XXX', 'usd', '', 'USDX', 'constructor'])(
    'does not recognise %j as a former currency',
    (code) => {
      expect(wasCurrency(code)).toBe(false)
    },
  )

  it('has more than 150 codes of three capitals', () => {
    expect(currencies().size).toBeGreaterThan(150)
    expect([...currencies()].every((code) => /^[A-Z]{3}$/.test(code))).toBe(true)
  })
})

describe('printMoney', () => {
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
  ] as const)('prints %s %s in %s as %s', (amount, currency, language, text) => {
    expect(plain(printMoney(amount, currency, language))).toBe(text)
  })
})
