/** The values that random rows and random filters share, so that filters find something. */
export const texts = [
  'Zalando',
  'ZALANDO SE',
  'zàlándo',
  'Bolloré',
  'bollore',
  'Œuvre',
  'Straße',
  "O'Neil; drop table deal; --",
  '50% off_\\',
  '"quoted" {"a": [1]}',
  'two\nlines',
  '株式会社',
  'شركة',
  'a',
] as const

export const days = ['2017-12-31', '2018-01-01', '2018-03-25', '2018-05-31', '2020-02-29'] as const
export const instants = [
  '2018-03-25T00:59:59.999Z',
  '2018-03-25T01:00:00.000Z',
  '2018-05-31T10:00:00.123Z',
  '2018-05-31T10:00:00.124Z',
] as const
export const money = ['0.00', '0.50', '10.00', '9.99', '12800000000.50'] as const
export const sampleStages = [
  'IDENTIFIED',
  'QUALIFIED',
  'NEGOTIATION',
  'COMMITTED',
  'LANDED',
  'LOST',
  'DORMANT',
] as const
export const agencyCodes = ['awex', 'cabinet-jeholet', 'cabinet-michel', 'liege-airport'] as const
export const people = [
  'head@awex.example',
  'officer@awex.example',
  'analyst@awex.example',
  'cabinet@jeholet.example',
  'head@michel.example',
  'officer@liege-airport.example',
  'analyst@logistics.example',
] as const

const ligatures: Record<string, string> = { œ: 'oe', ß: 'ss', æ: 'ae' }

/** Text as it is compared: without case and accents. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œßæ]/g, (letter) => ligatures[letter]!)
