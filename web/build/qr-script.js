import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Writes the module that makes QR codes as `qr.js`, for the page to sign in, which is no page of Vite. */
export const qrScript = () => ({
  name: 'qr-script',
  generateBundle() {
    const source = readFileSync(fileURLToPath(import.meta.resolve('lean-qr')), 'utf8')
    this.emitFile({ type: 'asset', fileName: 'qr.js', source })
  },
})
