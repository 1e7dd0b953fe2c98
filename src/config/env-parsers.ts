import { isIP } from 'node:net'
import { isEmail } from '../core/validation/email.js'

/** Reads the text of one environment variable. */
export interface EnvParser<T> {
  /** The allowed values, in words for a message. */
  allowed: string
  /** Returns the value; undefined when the text is not allowed. */
  read(text: string): T | undefined
  /** Returns the text as a message may repeat it: short and without passwords. */
  show(text: string): string
}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Shows nothing of an address that has a password, or of a secret in its place, but how it begins. */
function showScheme(text: string): string {
  const [scheme = ''] = /^\w{1,20}:\/\//.exec(text) ?? []
  return scheme ? `"${scheme}***"` : 'a text that is not shown'
}

const quote = (text: string) => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`

export function wholeNumber(from: number, to: number): EnvParser<number> {
  return {
    allowed: `a whole number from ${from} to ${to}`,
    read: (text) => (/^\d{1,9}$/.test(text) && +text >= from && +text <= to ? +text : undefined),
    show: quote,
  }
}

export function oneOf<T extends string>(...names: T[]): EnvParser<T> {
  return {
    allowed: `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`,
    read: (text) => names.find((name) => name === text),
    show: quote,
  }
}

export function pattern(shape: RegExp, allowed: string): EnvParser<string> {
  return { allowed, read: (text) => (shape.test(text) ? text : undefined), show: quote }
}

export const path: EnvParser<string> = pattern(/^[^\0]+$/, 'a folder')

const switches: Record<string, boolean> = {
  on: true,
  true: true,
  yes: true,
  '1': true,
  off: false,
  false: false,
  no: false,
  '0': false,
}

export const onOrOff: EnvParser<boolean> = {
  allowed: 'on or off',
  read: (text) => (Object.hasOwn(switches, text.toLowerCase()) ? switches[text.toLowerCase()] : undefined),
  show: quote,
}

/**
 * Addresses of the proxies whose X-Forwarded-For is trusted. There is no value for all addresses: any client could then
 * forge its own.
 */
export const proxies: EnvParser<string[]> = {
  allowed: 'addresses such as 10.0.0.0/8,192.0.2.7, or loopback, linklocal or uniquelocal',
  read: (text) => {
    const addresses = text.split(',').map((address) => address.trim())
    return addresses.every((address) => namedNetworks.has(address) || isNetwork(address))
      ? addresses
      : undefined
  },
  show: quote,
}

const namedNetworks = new Set(['loopback', 'linklocal', 'uniquelocal'])

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const maxBits = { 0: -1, 4: 32, 6: 128 }[isIP(address) as 0 | 4 | 6]
  return rest.length === 0 && (bits === undefined ? maxBits > 0 : /^\d{1,3}$/.test(bits) && +bits <= maxBits)
}

export const postgresAddress: EnvParser<string> = {
  allowed: 'an address like postgresql://user:password@host:5432/database',
  read: (text) => (namesDatabase(text) ? text : undefined),
  show: showScheme,
}

function namesDatabase(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname } = new URL(text)
  return /^postgres(ql)?:$/.test(protocol) && /^\/[^/]+$/.test(pathname)
}

export const mailServer: EnvParser<string> = {
  allowed: 'an address like smtps://user:password@mail.example:465 or smtp://mail.example:25',
  read: (text) =>
    URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname
      ? text
      : undefined,
  show: showScheme,
}

export const sender: EnvParser<string> = {
  allowed: 'an e-mail address, or a name with one: Ancrage <ancrage@agency.example>',
  read: (text) => {
    const [, named, bare = ''] = /^(?:[^<>"]*<([^<>]+)>|([^<>]+))$/.exec(text) ?? []
    return isEmail(named ?? bare) ? text : undefined
  },
  show: quote,
}

export const text: EnvParser<string> = pattern(/^[^\0]+$/, 'a text')

/** Messages never repeat it. */
export const secret: EnvParser<string> = {
  allowed: 'a text of at least 16 characters',
  read: (text) => (text.length >= 16 ? text : undefined),
  show: () => 'too short',
}

/** Protects the functions that act for other users, so it must not be guessable. Messages never repeat it. */
export const longSecret: EnvParser<string> = {
  allowed: 'a random text of at least 32 characters, for example from openssl rand -hex 32',
  read: (text) => (text.length >= 32 ? text : undefined),
  show: () => 'too short',
}

/** Fits into an HTTP header. Messages never repeat it. */
export const token: EnvParser<string> = {
  allowed: 'at least 16 letters, digits or signs, without spaces',
  read: (text) => (/^[\x21-\x7e]{16,}$/.test(text) ? text : undefined),
  show: () => 'not fit to be one',
}

/** Without TLS only on this machine. */
export const issuer: EnvParser<string> = {
  allowed: 'an address like https://login.example/realm',
  read: (text) =>
    URL.canParse(text) && /^https:|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(text)
      ? text
      : undefined,
  show: quote,
}

/** Where users reach the service. Without a query or a fragment; the slash at the end is removed. */
export const publicAddress: EnvParser<string> = {
  allowed: 'an address like https://ancrage.example or https://intranet.example/ancrage',
  read: (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password
    return isPlain && !/[?#]/.test(text) ? url.href.replace(/\/+$/, '') : undefined
  },
  show: (text) => quote(text.replace(/\/\/.*@/, '//***@')),
}

/** The names of claims, in order of preference: `email,preferred_username`. */
export const claimNames: EnvParser<string[]> = {
  allowed: 'names of claims like email,preferred_username',
  read: (text) => {
    const names = text.split(',').map((name) => name.trim())
    return names.every((name) => name !== '') ? names : undefined
  },
  show: quote,
}

/** Claims with the values that each may have: `hd=awex.example|awex.test,tid=…`. */
export const claimValues: EnvParser<Record<string, string[]>> = {
  allowed: 'claims with their values like hd=awex.example|airport.example,acct=0',
  read: (text) => {
    const pairs = text.split(',').map((pair) => /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(pair) ?? [])
    const entries = pairs.map(([, name = '', values = '']) => [name, values.split('|')] as const)
    return entries.every(([name, values]) => name && values.every(Boolean))
      ? Object.fromEntries(entries)
      : undefined
  },
  show: quote,
}

/** Maps foreign values to ours: `chief=HEAD,desk=OFFICER`. */
export function mapping<T extends string>(
  allowed: string,
  isValue: (text: string) => text is T,
): EnvParser<Record<string, T>> {
  const isPair = (pair: readonly [string, string]): pair is [string, T] => isValue(pair[1])
  return {
    allowed,
    read: (text) => {
      const matches = text.split(',').map((pair) => /^\s*(.+?)\s*=\s*(\S+)\s*$/.exec(pair) ?? [])
      const pairs = matches.map(([, theirs = '', ours = '']) => [theirs, ours] as const)
      return pairs.every(isPair) ? Object.fromEntries(pairs) : undefined
    },
    show: quote,
  }
}
