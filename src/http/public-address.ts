import { Injectable } from '@nestjs/common'
import { Settings } from '../config/settings.js'

const maxLength = 2_000

/** Addresses of the service as its users see them: from PUBLIC_URL, never from a header of the request. */
@Injectable()
export class PublicAddress {
  private readonly base: URL | undefined

  constructor({ publicUrl }: Settings) {
    this.base = publicUrl === undefined ? undefined : new URL(publicUrl)
  }

  /** Returns the URL of a path. Throws without PUBLIC_URL, which the settings require where a link is absolute. */
  urlOf(path: string): URL {
    if (!this.base) throw new Error('PUBLIC_URL is not set')
    return new URL(this.pathOf(path), this.base)
  }

  /** Returns the URL of a path; without PUBLIC_URL the path, which is relative to this service. */
  linkTo(path: string): string {
    return this.base ? this.urlOf(path).href : path
  }

  /** Returns a path below that of the public URL: a proxy may serve the service at `/ancrage/`. */
  pathOf(path: string): string {
    return `${this.prefix}${path}`
  }

  /**
   * Returns the local address to open after a sign-in, and the home page for anything else: no link of ours leads to
   * another site, or back into the sign-in.
   */
  returnPath(address: unknown): string {
    return typeof address === 'string' && this.isLocalPage(address) ? address : this.pathOf('/')
  }

  private isLocalPage(address: string): boolean {
    // Browsers read a backslash as a slash, and ignore line breaks and tabs.
    if (address.length > maxLength || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(address)) return false
    const here = 'http://ancrage.invalid'
    const url = URL.canParse(address, here) ? new URL(address, here) : undefined
    if (url?.origin !== here || !url.pathname.startsWith(`${this.prefix}/`)) return false
    const path = decode(url.pathname.slice(this.prefix.length))
    return path !== null && !/^\/+auth(\/|$)/i.test(path) && !url.pathname.startsWith('//')
  }

  private get prefix(): string {
    return this.base?.pathname.replace(/\/$/, '') ?? ''
  }
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
