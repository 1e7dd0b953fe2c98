import type { Component } from './ical-lines.js'

/** Europe/Brussels as an iCalendar time zone: the rule of the European Union since 1996. */
export const brussels: Component = {
  name: 'VTIMEZONE',
  properties: [['TZID', 'Europe/Brussels']],
  components: [
    {
      name: 'DAYLIGHT',
      properties: [
        ['TZNAME', 'CEST'],
        ['TZOFFSETFROM', '+0100'],
        ['TZOFFSETTO', '+0200'],
        ['DTSTART', '19960331T020000'],
        ['RRULE', 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'],
      ],
    },
    {
      name: 'STANDARD',
      properties: [
        ['TZNAME', 'CET'],
        ['TZOFFSETFROM', '+0200'],
        ['TZOFFSETTO', '+0100'],
        ['DTSTART', '19961027T030000'],
        ['RRULE', 'FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'],
      ],
    },
  ],
}
