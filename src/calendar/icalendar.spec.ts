import ICAL from 'ical.js'
import type { Feed } from './feed-rows.js'
import { printCalendar } from './icalendar.js'

const viewer = {} as Feed['viewer']

it('a calendar without any event has a component all the same, as the standard requires', () => {
  const text = printCalendar({ viewer, language: 'FR', meetings: [], tasks: [] })
  const file = new ICAL.Component(ICAL.parse(text))
  expect(file.getAllSubcomponents().map(({ name }) => name)).toEqual(['vtimezone'])
  expect(file.getFirstPropertyValue('prodid')).toBe('-//Ancrage//Ancrage//FR')
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
})
