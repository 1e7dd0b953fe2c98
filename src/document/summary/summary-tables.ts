/** The tables that every weekly summary has, by their ids; with or without rows. */
export const summaryTables = [
  ...['figures', 'capex', 'stages', 'moves', 'movements', 'handovers', 'meetingsHeld', 'meetingsComing'],
  ...[
    'agreementsSigned',
    'agreementsAnnounced',
    'projections',
    'facts',
    'rumours',
    'denied',
    'disputes',
    'attention',
    'weeks',
  ],
] as const
