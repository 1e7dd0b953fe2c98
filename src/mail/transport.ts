/** How long the mail server may take for each thing, in milliseconds. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 }

/**
 * What nodemailer is told of a server. Off this machine mail goes over TLS, or not at all; an address that ends in
 * `?requireTLS=false` says that its network is safe.
 */
export const transportOf = (server: string) => ({
  ...patience,
  requireTLS: !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(server).hostname),
  url: server,
})
