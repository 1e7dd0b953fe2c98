import { createHmac } from 'node:crypto'
import { serviceUrl } from './roles.js'
import { scramVerifier } from './scram.js'

const derived = { serviceDatabaseUrl: undefined }

describe('serviceUrl', () => {
  it('derives the URL and the password of the service role from those of the owner', () => {
    const password = createHmac('sha256', 'p@ss/word').update('ancrage_service').digest('hex')
    expect(serviceUrl(derived, 'postgresql://owner:p%40ss%2Fword@db:5433/ancrage?sslmode=require')).toBe(
      `postgresql://ancrage_service:${password}@db:5433/ancrage?sslmode=require`,
    )
  })

  it('returns the configured URL', () => {
    const url = 'postgresql://ancrage_service:secret@pool:6432/x'
    expect(serviceUrl({ serviceDatabaseUrl: url }, 'postgresql://owner@db/x')).toBe(url)
  })

  it('rejects a URL with another role than the one that has the grants', () => {
    const other = { serviceDatabaseUrl: 'postgresql://svc:secret@db/x' }
    expect(() => serviceUrl(other, 'postgresql://owner@db/x')).toThrow(/names the role svc.*ancrage_service/)
  })

  it('rejects an owner without a password when no URL is configured', () => {
    expect(() => serviceUrl(derived, 'postgresql://owner@db/x')).toThrow(/set SERVICE_DATABASE_URL/)
  })
})

describe('scramVerifier', () => {
  it('returns the verifier of the example in RFC 7677', () => {
    expect(scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'))).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    )
  })
})
