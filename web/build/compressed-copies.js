import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Bytes. The best quality of brotli takes ten seconds for the editor of GraphiQL, which few readers load. */
const large = 1_000_000

const compress = (content) =>
  brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: content.length > large ? 6 : 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  })

/** Writes a brotli and a gzip copy beside every script and style sheet. The service sends what the browser accepts. */
export const compressedCopies = () => ({
  name: 'compressed-copies',
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name))) {
      const content = readFileSync(join(dir, name))
      writeFileSync(join(dir, `${name}.br`), compress(content))
      writeFileSync(join(dir, `${name}.gz`), gzipSync(content))
    }
  },
})
