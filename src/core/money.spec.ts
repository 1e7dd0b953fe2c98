import { currencies, isCurrency, wasCurrency } from './money.js'

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
