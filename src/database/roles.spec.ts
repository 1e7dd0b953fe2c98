import { createHmac } from 'node:crypto'
import { serviceUrl } from './roles.js'
import { scramVerifier } from './scram.js'

const ours = { serviceDatabaseUrl: undefined }

describe('the address of the service', () => {
  it('is the owner’s, as another role with a password that follows from the owner’s', () => {
    const password = createHmac('sha256', 'p@ss/word').update('ancrage_service').digest('hex')
    expect(serviceUrl(ours, 'postgresql://owner:p%40ss%2Fword@db:5433/ancrage?sslmode=require')).toBe(
      `postgresql://ancrage_service:${password}@db:5433/ancrage?sslmode=require`,
    )
  })

  it('is the one that is set, where one is set', () => {
    const set = 'postgresql://ancrage_service:secret@pool:6432/x'
    expect(serviceUrl({ serviceDatabaseUrl: set }, 'postgresql://owner@db/x')).toBe(set)
  })

  it('names no other role than the one that rights are granted to', () => {
    const other = { serviceDatabaseUrl: 'postgresql://svc:secret@db/x' }
    expect(() => serviceUrl(other, 'postgresql://owner@db/x')).toThrow(/names the role svc.*ancrage_service/)
  })

  it('must be set when the owner has no password', () => {
    expect(() => serviceUrl(ours, 'postgresql://owner@db/x')).toThrow(/set SERVICE_DATABASE_URL/)
  })
})

describe('a stored password', () => {
  it('is the verifier of RFC 7677’s example', () => {
    expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    )
  })
})
