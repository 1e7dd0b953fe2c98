import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { defineConfig } from 'vite'

/** A smaller copy beside every file that is large. */
const zipped = {
  name: 'zipped',
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name)))
      writeFileSync(join(dir, `${name}.gz`), gzipSync(readFileSync(join(dir, name))))
  },
}

export default defineConfig({
  root: import.meta.dirname,
  // Relative addresses: the service may stand under any path.
  base: './',
  plugins: [zipped],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The editor of GraphiQL is what it is.
    chunkSizeWarningLimit: 8_000,
    reportCompressedSize: false,
    rollupOptions: {
      input: ['index.html', 'graphiql/index.html'].map((page) => `${import.meta.dirname}/${page}`),
    },
  },
})
