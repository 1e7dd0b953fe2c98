import { request } from 'node:http'

/** Sends a GET request with these headers alone: `fetch` adds its own, by which the service knows a program. */
export const getPlain = (address: string, headers: Record<string, string> = {}): Promise<Response> =>
  new Promise((resolve, reject) => {
    const sent = request(address, { headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const { statusCode: status = 0, rawHeaders } = answer
        const pairs = rawHeaders.flatMap((name, i): [string, string][] =>
          i % 2 === 0 ? [[name, rawHeaders[i + 1]!]] : [],
        )
        resolve(new Response(status === 304 ? null : Buffer.concat(chunks), { status, headers: pairs }))
      })
    })
    sent.on('error', reject)
    sent.end()
  })
