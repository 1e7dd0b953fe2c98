import { hash, randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { Secret, TOTP } from 'otpauth'
import { DataSource } from 'typeorm'
import { Settings } from '../../config/settings.js'
import { appError, type AppError } from '../../core/error/app-error.js'
import { uuidv7 } from '../../core/uuid.js'
import { ServiceSecret } from '../../database/service-secret.js'
import { raisedRoles } from '../change/second-person.js'
import type { Role } from '../../core/scope.js'

interface StoredFactor {
  /** Of the confirmed factor. */
  secret: Buffer | null
  /** Of a factor that waits to be confirmed. */
  new_secret: Buffer | null
  role: Role
}

/** Seconds for which a code is shown. */
const period = 30

/** Codes of so many steps before and after the current one are accepted, for clocks that differ. */
const window = 1

const recoveryCodes = 10

/**
 * The second factor: codes of an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds), each accepted once, and
 * recovery codes. Failed codes are counted as failed sign-ins (`sign-in-guard.ts`).
 */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly source: DataSource,
    private readonly settings: Settings,
    private readonly serviceSecret: ServiceSecret,
  ) {}

  /**
   * Accepts the code of a user's second factor. Throws SECOND_FACTOR_REQUIRED without a code, or if the user has no
   * second factor and the settings require one; UNAUTHENTICATED for a wrong code, or one that was used.
   */
  async check(userId: string, code: string | null | undefined): Promise<void> {
    const { secret, role } = await this.read(userId)
    if (!secret) {
      if (this.isRequiredFor(role)) throw appError('secondFactorMissing', {}, { extra: { enrol: true } })
      return
    }
    if (code == null) throw appError('secondFactorRequired')
    if (!(await this.accepts(userId, secret, code))) throw wrongCode()
  }

  async isConfirmed(userId: string): Promise<boolean> {
    return (await this.read(userId)).secret !== null
  }

  /** Stores a new secret beside that of a confirmed factor, for which the caller has checked a code. */
  async enrol(userId: string, email: string): Promise<{ secret: string; uri: string }> {
    const secret = randomBytes(20)
    await this.source.query('select begin_totp($1, $2, $3, $4)', [
      this.serviceSecret.secret,
      userId,
      secret,
      uuidv7(),
    ])
    const totp = totpOf(secret, email)
    return { secret: totp.secret.base32, uri: totp.toString() }
  }

  /** Confirms a new secret by its first code. Returns the recovery codes; only their hashes are stored. */
  async confirm(userId: string, code: string): Promise<string[]> {
    const { new_secret: secret } = await this.read(userId)
    const step = secret && stepOf(secret, code)
    if (step === null) throw wrongCode()
    const codes = Array.from({ length: recoveryCodes }, newRecoveryCode)
    const [row] = await this.source.query<{ confirmed: boolean }[]>(
      'select confirm_totp($1, $2, $3, $4, $5, $6) as confirmed',
      [this.serviceSecret.secret, userId, secret, step, codes.map(hashOf), uuidv7()],
    )
    if (!row!.confirmed) throw wrongCode()
    return codes
  }

  /** Applies to passwords only: a provider has a second factor of its own. */
  private isRequiredFor(role: Role): boolean {
    return this.settings.requireSecondFactor && raisedRoles.includes(role)
  }

  private async read(userId: string): Promise<StoredFactor> {
    const [row] = await this.source.query<StoredFactor[]>('select * from read_totp($1, $2)', [
      this.serviceSecret.secret,
      userId,
    ])
    return row!
  }

  private async accepts(userId: string, secret: Buffer, code: string): Promise<boolean> {
    return /^\s*\d{3}\s?\d{3}\s*$/.test(code)
      ? this.acceptsStep(userId, secret, code)
      : this.query('select use_recovery_code($1, $2, $3) as accepted', userId, hashOf(code))
  }

  private async acceptsStep(userId: string, secret: Buffer, code: string): Promise<boolean> {
    const step = stepOf(secret, code)
    return step !== null && this.query('select accept_totp_step($1, $2, $3) as accepted', userId, step)
  }

  private async query(sql: string, userId: string, value: unknown): Promise<boolean> {
    const [row] = await this.source.query<{ accepted: boolean }[]>(sql, [
      this.serviceSecret.secret,
      userId,
      value,
    ])
    return row!.accepted
  }
}

/** `field` states which was wrong, for a form with a password as well. */
const wrongCode = (): AppError => appError('wrongCode', {}, { extra: { field: 'code' } })

/** Returns the step of 30 seconds whose code this is, near the current one; null for any other code. */
function stepOf(secret: Buffer, code: string): number | null {
  const now = Date.now()
  const delta = totpOf(secret, '').validate({ token: code.replace(/\s/g, ''), window, timestamp: now })
  return delta === null ? null : Math.floor(now / 1000 / period) + delta
}

const totpOf = (secret: Buffer, label: string): TOTP =>
  new TOTP({
    issuer: 'Ancrage',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  })

/**
 * Returns 120 random bits as six groups of four letters and digits, without those that look alike: with 112 bits or more, a
 * hash without salt cannot be searched (OWASP ASVS 5.0, 6.5.2).
 */
const newRecoveryCode = (): string =>
  Array.from(randomBytes(24), (byte) => alphabet[byte % alphabet.length]!)
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-')
const alphabet = 'abcdefghjkmnpqrstuvwxyz023456789'

const hashOf = (code: string): Buffer => hash('sha256', code.toLowerCase().replace(/[\s-]/g, ''), 'buffer')
