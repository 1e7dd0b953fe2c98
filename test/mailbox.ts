/** A real mail server that keeps what it is sent. */
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'

export interface Received {
  to: string
  raw: string
  mail: Email
}

export interface Mailbox {
  /** As `SMTP_URL` has it. */
  server: string
  received: Received[]
  /** Called with each mail before it is acknowledged; an error refuses it. */
  before?: (to: string) => Promise<void>
  /** Addresses that nobody has. */
  unknown: string[]
  close: () => Promise<void>
}

/** At a free port, or at one that was free before. */
export async function aMailbox(port = 0): Promise<Mailbox> {
  const box: Mailbox = { server: '', received: [], unknown: [], close: () => closed(server) }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, done) =>
      box.unknown.includes(address)
        ? done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }))
        : done(),
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo[0]!.address
      keep(box, to, stream).then(
        () => done(),
        (error: Error) => done(error),
      )
    },
  })
  server.on('error', () => undefined) // of clients that die over a mail
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const address = server.server.address() as { port: number }
  box.server = `smtp://127.0.0.1:${address.port}`
  return box
}

async function keep(box: Mailbox, to: string, stream: SMTPServerDataStream): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const raw = Buffer.concat(chunks)
  await box.before?.(to)
  box.received.push({ to, raw: raw.toString('latin1'), mail: await PostalMime.parse(raw) })
}

const closed = (server: SMTPServer): Promise<void> => new Promise((resolve) => server.close(() => resolve()))
