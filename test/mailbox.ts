/** A real SMTP server that stores the mails it receives. */
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'

export interface ReceivedMail {
  to: string
  raw: string
  mail: Email
}

export interface Mailbox {
  /** Its address, in the form of `SMTP_URL`. */
  server: string
  received: ReceivedMail[]
  /** Called before a mail is accepted; an error rejects the mail. */
  beforeAccept?: (to: string) => Promise<void>
  /** Addresses that the server rejects. */
  unknownAddresses: string[]
  close: () => Promise<void>
}

/** By default, starts on a free port. */
export async function aMailbox(port = 0): Promise<Mailbox> {
  const box: Mailbox = { server: '', received: [], unknownAddresses: [], close: () => closeServer(server) }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, done) =>
      box.unknownAddresses.includes(address)
        ? done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }))
        : done(),
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo[0]!.address
      receive(box, to, stream).then(
        () => done(),
        (error: Error) => done(error),
      )
    },
  })
  server.on('error', () => undefined) // a test may kill a client in the middle of a mail
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const address = server.server.address() as { port: number }
  box.server = `smtp://127.0.0.1:${address.port}`
  return box
}

async function receive(box: Mailbox, to: string, stream: SMTPServerDataStream): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const raw = Buffer.concat(chunks)
  await box.beforeAccept?.(to)
  box.received.push({ to, raw: raw.toString('latin1'), mail: await PostalMime.parse(raw) })
}

const closeServer = (server: SMTPServer): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()))
