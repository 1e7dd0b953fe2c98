import { createTransport } from 'nodemailer'
import { buildTransportOptions } from './transport.js'

it.each([
  ['smtp://mail.example:25', true],
  ['smtp://user:secret@10.0.0.7', true],
  ['smtp://localhost.example', true],
  ['smtp://10.0.0.7?requireTLS=false', false],
  ['smtp://localhost:2525', false],
  ['smtp://127.0.0.1', false],
  ['smtp://[::1]:25', false],
])('requires TLS to %s: %p', (server, requireTLS) => {
  expect(createTransport(buildTransportOptions(server)).transporter).toMatchObject({
    options: { requireTLS },
  })
})
