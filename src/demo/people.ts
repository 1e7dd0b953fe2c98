import type { NewAgency, NewUser } from '../user/bootstrap.js'

export const demoPassword = 'ancrage-demo'

export const demoAgencies: readonly NewAgency[] = [
  {
    code: 'awex',
    name: 'Agence wallonne à l’exportation et aux investissements étrangers (Awex)',
    kind: 'REGIONAL_AGENCY',
  },
  {
    code: 'cabinet-jeholet',
    name: 'Cabinet of Pierre-Yves Jeholet, Walloon minister of the economy',
    kind: 'MINISTER_CABINET',
  },
  { code: 'cabinet-michel', name: 'Office of Prime Minister Charles Michel', kind: 'FEDERAL_OFFICE' },
  { code: 'logistics-in-wallonia', name: 'Logistics in Wallonia', kind: 'CLUSTER' },
  { code: 'liege-airport', name: 'Liège Airport', kind: 'INFRASTRUCTURE_OPERATOR' },
]

export const demoUsers: readonly NewUser[] = [
  {
    email: 'head@awex.example',
    name: 'Head of Awex',
    role: 'HEAD',
    agency: 'awex',
    clearance: 'SECRET',
    language: 'EN',
  },
  {
    email: 'officer@awex.example',
    name: 'Officer of Awex',
    role: 'OFFICER',
    agency: 'awex',
    clearance: 'RESTRICTED',
    language: 'EN',
  },
  {
    email: 'analyst@awex.example',
    name: 'Analyst of Awex',
    role: 'ANALYST',
    agency: 'awex',
    clearance: 'INTERNAL',
    language: 'EN',
  },
  {
    email: 'admin@awex.example',
    name: 'Administrator of Awex',
    role: 'ADMIN',
    agency: 'awex',
    clearance: 'INTERNAL',
    language: 'EN',
  },
  {
    email: 'cabinet@jeholet.example',
    name: 'Cabinet of the minister of the economy',
    role: 'CABINET',
    agency: 'cabinet-jeholet',
    clearance: 'RESTRICTED',
    language: 'FR',
  },
  {
    email: 'head@michel.example',
    name: 'Head of the Prime Minister’s office',
    role: 'HEAD',
    agency: 'cabinet-michel',
    clearance: 'SECRET',
    language: 'FR',
  },
  {
    email: 'head@liege-airport.example',
    name: 'Head of Liège Airport',
    role: 'HEAD',
    agency: 'liege-airport',
    clearance: 'SECRET',
    language: 'FR',
  },
  {
    email: 'officer@liege-airport.example',
    name: 'Officer of Liège Airport',
    role: 'OFFICER',
    agency: 'liege-airport',
    clearance: 'RESTRICTED',
    language: 'FR',
  },
  {
    email: 'analyst@logistics.example',
    name: 'Analyst of Logistics in Wallonia',
    role: 'ANALYST',
    agency: 'logistics-in-wallonia',
    clearance: 'OPEN',
    language: 'EN',
  },
]
