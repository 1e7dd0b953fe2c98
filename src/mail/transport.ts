/** Timeouts of the mail server, in milliseconds. */
const timeouts = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 }

/**
 * Returns the options of nodemailer for a server. Mail to another machine requires TLS, unless the address ends in
 * `?requireTLS=false`, which declares the network secure.
 */
export const buildTransportOptions = (server: string) => ({
  ...timeouts,
  requireTLS: !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(server).hostname),
  url: server,
})
