import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { defineConfig } from 'vite'

/** Writes a gzip copy beside every script and style sheet, which the service sends to browsers that accept it. */
const gzipCopies = {
  name: 'gzip-copies',
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name)))
      writeFileSync(join(dir, `${name}.gz`), gzipSync(readFileSync(join(dir, name))))
  },
}

export default defineConfig({
  root: import.meta.dirname,
  // Relative addresses, because a proxy may serve the service below any path.
  base: './',
  plugins: [gzipCopies],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // GraphiQL’s editor is large and cannot be split.
    chunkSizeWarningLimit: 8_000,
    reportCompressedSize: false,
    rollupOptions: {
      input: ['index.html', 'graphiql/index.html'].map((page) => `${import.meta.dirname}/${page}`),
    },
  },
})
